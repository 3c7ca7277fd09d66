// Replies that have not arrived: held, waiting, refused, or not known.
import type { Api } from '../api.ts';
import { ApiError } from '../client.ts';
import { Pulse } from '../pulse.ts';
import { Signal } from '../signal.ts';
import type { OutboxItem } from '../types.ts';

export class Outbox extends Signal {
  items: OutboxItem[] = [];
  ready = false;
  problem: string | null = null;
  readonly #pulse: Pulse;

  constructor(private readonly api: Api) {
    super();
    this.#pulse = new Pulse(() => this.#load(), 150, 800);
  }

  /** Those that only a person can move. */
  get stuck(): number {
    return this.items.filter((each) => ['refused', 'unknown'].includes(each.delivery.state)).length;
  }

  stale(): void {
    this.#pulse.want();
  }

  async #load(): Promise<void> {
    try {
      const states = ['held', 'queued', 'sending', 'refused', 'unknown'] as const;
      this.items = (await this.api.deliveries([...states])).items;
      this.ready = true;
      this.problem = null;
    } catch (error) {
      this.problem = error instanceof ApiError ? error.code : 'failed';
    }
    this.changed();
  }
}
