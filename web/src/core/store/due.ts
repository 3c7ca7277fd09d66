// How many promises are due today, or late: asked again when one changed, and now and then, since
// time alone makes a promise due.
import type { Api } from '../api.ts';
import { Pulse } from '../pulse.ts';
import { Signal } from '../signal.ts';
import { startOfDay } from '../time.ts';

const DAY_HOURS = 24;

export class Due extends Signal {
  count = 0;
  readonly #pulse: Pulse;

  constructor(
    private readonly api: Api,
    private readonly now: () => Date,
  ) {
    super();
    this.#pulse = new Pulse(() => this.#load(), 300, 2000);
  }

  stale(): void {
    this.#pulse.want();
  }

  async #load(): Promise<void> {
    const end = startOfDay(this.now());
    end.setHours(DAY_HOURS);
    this.count = await this.api.promisesDue(end.toISOString());
    this.changed();
  }
}
