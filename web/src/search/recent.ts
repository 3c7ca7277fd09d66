// What was searched for lately, on this device, by this person.

const MOST = 8;

export class Recent {
  constructor(
    private readonly store: Pick<Storage, 'getItem' | 'setItem'>,
    private readonly me: string,
  ) {}

  all(): string[] {
    try {
      const kept = JSON.parse(this.store.getItem(this.#key) ?? '[]') as unknown;
      return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string') : [];
    } catch {
      return [];
    }
  }

  /** Puts it first; what it grew out of goes. */
  add(text: string): string[] {
    const words = text.trim();
    if (!words) return this.all();
    const rest = this.all().filter((each) => !words.startsWith(each));
    return this.#keep([words, ...rest].slice(0, MOST));
  }

  drop(text: string): string[] {
    return this.#keep(this.all().filter((each) => each !== text));
  }

  #keep(all: string[]): string[] {
    try {
      this.store.setItem(this.#key, JSON.stringify(all));
    } catch {
      // A full or forbidden store only costs the memory.
    }
    return all;
  }

  get #key(): string {
    return `gerne.searches.${this.me}`;
  }
}
