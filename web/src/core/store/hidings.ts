// Messages of others that we hid on their platform, and that no lead looked at yet.
import type { Api } from '../api.ts';
import { Pulse } from '../pulse.ts';
import { Signal } from '../signal.ts';
import type { Hiding, HidingReason, Id } from '../types.ts';

export class Hidings extends Signal {
  waiting: Hiding[] = [];
  readonly #pulse: Pulse;

  constructor(private readonly api: Api) {
    super();
    this.#pulse = new Pulse(() => this.#load(), 100, 500);
  }

  /** The hiding of a message that waits for a lead. */
  of(message: Id): Hiding | undefined {
    return this.waiting.find((each) => each.entry?.id === message);
  }

  /** How many wait for whoever looks. */
  get mine(): number {
    return this.waiting.filter((each) => each.yours_to_review).length;
  }

  stale(): void {
    this.#pulse.want();
  }

  async hide(message: Id, reason: HidingReason): Promise<void> {
    const made = await this.api.hide(message, reason);
    this.waiting = [...this.waiting.filter((each) => each.id !== made.id), made];
    this.changed();
  }

  /** Shows it to everybody again. */
  async show(message: Id): Promise<void> {
    await this.api.unhide(message);
    this.waiting = this.waiting.filter((each) => each.entry?.id !== message);
    this.changed();
  }

  /** A lead looked at it: it stays hidden. */
  async keep(id: Id): Promise<void> {
    await this.api.keepHidden(id);
    this.waiting = this.waiting.filter((each) => each.id !== id);
    this.changed();
  }

  async #load(): Promise<void> {
    this.waiting = (await this.api.hidings()).items;
    this.changed();
  }
}
