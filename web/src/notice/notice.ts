// How many found posts wait for a decision; loaded after the first list stands.
import { app } from '$app';
import { Pulse } from '../core/pulse.ts';
import { Signal } from '../core/signal.ts';
import type { LiveEvent } from '../core/types.ts';
import { routes } from './api.ts';

export const api = routes(app.client);

const SOON_MS = 200;
const GAP_MS = 1500;

class Waiting extends Signal {
  count = 0;
  readonly #pulse = new Pulse(() => this.#load(), SOON_MS, GAP_MS);

  take(event: LiveEvent | null): void {
    if (event === null || event.kind === 'flag_changed') this.stale();
  }

  stale(): void {
    this.#pulse.want();
  }

  async #load(): Promise<void> {
    const { total, items } = await api.flags({ limit: 1 });
    this.count = total ?? items.length;
    this.changed();
  }
}

export const waiting = new Waiting();
app.listen((event) => waiting.take(event));
