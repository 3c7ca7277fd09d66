// The smallest thing that can be watched. Changes within one turn are told once.

export type Stop = () => void;

export interface Watchable {
  /** Grows with each change. */
  readonly version: number;
  watch(told: () => void): Stop;
}

export class Signal implements Watchable {
  readonly #watchers = new Set<() => void>();
  #queued = false;
  version = 0;

  watch(told: () => void): Stop {
    this.#watchers.add(told);
    return () => this.#watchers.delete(told);
  }

  /** Says that something changed; everyone hears of it after the present turn. */
  changed(): void {
    this.version += 1;
    if (this.#queued) return;
    this.#queued = true;
    queueMicrotask(() => {
      this.#queued = false;
      for (const told of [...this.#watchers]) told();
    });
  }
}
