// Messages of ours that somebody wants deleted, and that wait for a second person.
import type { Api } from '../api.ts';
import { Pulse } from '../pulse.ts';
import { Signal } from '../signal.ts';
import type { Deletion, DeletionReason, Id } from '../types.ts';

export class Deletions extends Signal {
  waiting: Deletion[] = [];
  readonly #pulse: Pulse;

  constructor(private readonly api: Api) {
    super();
    this.#pulse = new Pulse(() => this.#load(), 100, 500);
  }

  /** The proposal for a message. */
  of(message: Id): Deletion | undefined {
    return this.waiting.find((each) => each.entry?.id === message);
  }

  /** How many wait for whoever looks. */
  get mine(): number {
    return this.waiting.filter((each) => each.yours_to_decide).length;
  }

  stale(): void {
    this.#pulse.want();
  }

  async propose(message: Id, reason: DeletionReason): Promise<void> {
    const made = await this.api.proposeDeletion(message, reason);
    this.waiting = [...this.waiting.filter((each) => each.id !== made.id), made];
    this.changed();
  }

  async decide(id: Id, what: 'confirm' | 'decline' | 'withdraw'): Promise<void> {
    await this.api.decideDeletion(id, what);
    this.waiting = this.waiting.filter((each) => each.id !== id);
    this.changed();
  }

  async #load(): Promise<void> {
    this.waiting = (await this.api.deletions()).items;
    this.changed();
  }
}
