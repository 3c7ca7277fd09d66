// What the server reads in a text while it is written: asked a moment after the last key, never
// waited for, and silent when it fails.
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { Id, Instant } from '../core/types.ts';
import { api } from './memory.ts';
import type { DraftPledge, Given, Hint, Hold, Offer, Read, ReadBody } from './types.ts';

const PAUSE_MS = 250;

/** What somebody said to a promise in their text. */
interface Decided {
  /** False: it is none. */
  confirmed: boolean;
  due: Instant | null;
}

export interface Chip extends DraftPledge {
  id: string;
  confirmed: boolean;
}

export class Assist {
  #read = $state.raw<Read | null>(null);
  /** The text that was read: places in it are places in nothing else. */
  #text = $state('');
  #now = '';
  readonly #quiet = new SvelteSet<string>();
  readonly #decided = new SvelteMap<string, Decided>();
  #conversation: Id = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;
  #last: ReadBody | null = null;
  /** Kinds of hints that were shown for this text. */
  readonly #hinted = new Set<string>();

  /** Somebody wrote, or changed who may read it. */
  look(conversation: Id, body: ReadBody): void {
    this.#conversation = conversation;
    this.#now = body.text;
    const same = this.#last && JSON.stringify(this.#last) === JSON.stringify(body);
    if (same) return;
    this.#last = body;
    clearTimeout(this.#timer);
    this.#asking?.abort();
    if (!body.text.trim()) {
      this.forget();
      return;
    }
    this.#timer = setTimeout(() => void this.#ask(body), PAUSE_MS);
  }

  /** At once, for somebody who is about to send. */
  async now(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#last?.text.trim() && this.#text !== this.#last.text) await this.#ask(this.#last);
  }

  forget(): void {
    this.#hinted.clear();
    this.#read = null;
    this.#text = '';
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
  }

  /** The one hint that is worth a line now. */
  get hint(): Hint | null {
    return this.#read?.hints.find((each) => !this.#quiet.has(this.#mark(each))) ?? null;
  }

  /** Kinds of hints that its author was shown: whether they helped is counted for the team. */
  get hinted(): string[] {
    return [...this.#hinted];
  }

  /** What stays in public when the rest goes on in private. */
  get lastLine(): string {
    return this.#read?.moved_line ?? '';
  }

  get holds(): readonly Hold[] {
    return this.#read?.holds ?? [];
  }

  /** Whether what was read is what stands there. */
  get current(): boolean {
    return this.#text === this.#now;
  }

  /** The words that a hold is about. */
  words(hold: Hold): string {
    return this.#text.slice(hold.start, hold.end);
  }

  get chips(): Chip[] {
    return this.#all()
      .filter((each) => each.decided?.confirmed !== false)
      .map(({ decided, ...each }) => ({ ...each, confirmed: decided?.confirmed ?? false }));
  }

  /** Confirms one, or the first that waits for it; `false`: none does. */
  confirm(chip = this.chips.find((each) => !each.confirmed)): boolean {
    if (!chip) return false;
    this.#decided.set(chip.id, { confirmed: true, due: chip.due });
    return true;
  }

  correct(chip: Chip, due: Instant): void {
    this.#decided.set(chip.id, { confirmed: true, due });
  }

  noPromise(chip: Chip): void {
    this.#decided.set(chip.id, { confirmed: false, due: chip.due });
  }

  /** What a reply says of its promises; the rest is found again, and proposed. */
  given(): Given[] {
    if (!this.current) return [];
    return this.#all().flatMap(({ start, end, kind, due, decided }) =>
      decided ? [{ start, end, kind, due, confirmed: decided.confirmed }] : [],
    );
  }

  /** The text with what a hint offers in it; `null`: it was written on since. */
  taken(offer: Offer): { text: string; caret: number } | null {
    if (!this.current || !offer.replace) return null;
    const { start, end, text } = offer.replace;
    return {
      text: this.#text.slice(0, start) + text + this.#text.slice(end),
      caret: start + text.length,
    };
  }

  dismiss(hint: Hint): void {
    this.#quiet.add(this.#mark(hint));
    // Counted for the team, and for nobody in it.
    void api.dismissHint(this.#conversation, hint.kind).catch(() => {});
  }

  #mark(hint: Hint): string {
    return `${hint.key} ${this.#text.slice(hint.start, hint.end)}`;
  }

  #all() {
    return (this.#read?.promises ?? []).map((each) => {
      const id = `${each.kind} ${this.#text.slice(each.start, each.end)}`;
      const decided = this.#decided.get(id);
      return { ...each, id, due: decided ? decided.due : each.due, decided };
    });
  }

  async #ask(body: ReadBody): Promise<void> {
    const asking = new AbortController();
    this.#asking = asking;
    try {
      const read = await api.read(this.#conversation, body, asking.signal);
      if (asking.signal.aborted) return;
      this.#read = read;
      this.#text = body.text;
      if (this.hint) this.#hinted.add(this.hint.kind);
    } catch {
      // A hint that does not come is no trouble: what matters is asked again when it is sent.
    }
  }
}
