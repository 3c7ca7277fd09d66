// How much waits in each view. Asked again when something moved, never counted here.
import type { Api } from '../api.ts';
import { Pulse } from '../pulse.ts';
import { Signal } from '../signal.ts';

export class Counts extends Signal {
  #counts: Record<string, number> = {};
  readonly #pulse: Pulse;

  constructor(
    private readonly api: Api,
    private readonly views: () => string[],
  ) {
    super();
    this.#pulse = new Pulse(() => this.#load(), 200, 1000);
  }

  of(view: string): number | undefined {
    return this.#counts[view];
  }

  stale(): void {
    this.#pulse.want();
  }

  async #load(): Promise<void> {
    const { counts } = await this.api.counts(this.views());
    this.#counts = counts;
    this.changed();
  }
}
