// Every conversation we know, as it is now: the newest the server said, and over it what we have
// asked for and not yet heard back.
import { Signal } from '../signal.ts';
import type { Id, Row } from '../types.ts';

type Patch = Partial<Row>;

export class Conversations extends Signal {
  readonly #rows = new Map<Id, Row>();
  readonly #patches = new Map<Id, Patch[]>();
  readonly #shown = new Map<Id, Row>();

  get(id: Id | null | undefined): Row | undefined {
    return id ? this.#shown.get(id) : undefined;
  }

  /** What the server last said, without our wishes. */
  settled(id: Id): Row | undefined {
    return this.#rows.get(id);
  }

  /** Takes a row in unless we know a newer one. */
  apply(row: Row): boolean {
    const known = this.#rows.get(row.id);
    if (known && known.rev > row.rev) return false;
    // The same revision may still bring what belongs to the reader: drafts and deliveries.
    this.#rows.set(row.id, row);
    this.#show(row.id);
    return true;
  }

  applyAll(rows: readonly Row[]): void {
    for (const row of rows) this.apply(row);
  }

  drop(id: Id): void {
    this.#rows.delete(id);
    this.#show(id);
  }

  /** Shows a wish at once; the answer, or a failure, takes it away again. */
  wish(id: Id, patch: Patch): () => void {
    this.#patches.set(id, [...(this.#patches.get(id) ?? []), patch]);
    this.#show(id);
    return () => {
      const rest = (this.#patches.get(id) ?? []).filter((each) => each !== patch);
      if (rest.length) this.#patches.set(id, rest);
      else this.#patches.delete(id);
      this.#show(id);
    };
  }

  clear(): void {
    this.#rows.clear();
    this.#patches.clear();
    this.#shown.clear();
    this.changed();
  }

  #show(id: Id): void {
    const row = this.#rows.get(id);
    const patches = this.#patches.get(id);
    if (!row) this.#shown.delete(id);
    else this.#shown.set(id, patches ? Object.assign({}, row, ...patches) : row);
    this.changed();
  }
}
