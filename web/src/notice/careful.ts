// Conversations that somebody must look at, of those that are open here: in them nothing is answered
// from a text kept ready.
import { Signal } from '../core/signal.ts';
import type { Id } from '../core/types.ts';

class Careful extends Signal {
  readonly #all = new Set<Id>();

  has(id: Id): boolean {
    return this.#all.has(id);
  }

  set(id: Id, on: boolean): void {
    if (this.#all.has(id) === on) return;
    if (on) this.#all.add(id);
    else this.#all.delete(id);
    this.changed();
  }
}

export const careful = new Careful();
