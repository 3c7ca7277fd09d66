// How much of what is noticed waits for somebody; loaded after the first list stands.
import { app } from '$app';
import { Pulse } from '../core/pulse.ts';
import { Signal } from '../core/signal.ts';
import type { LiveEvent, Page } from '../core/types.ts';
import { routes } from './api.ts';

export const api = routes(app.client);

const SOON_MS = 200;
const GAP_MS = 1500;

class Waiting extends Signal {
  count = 0;
  readonly #pulse = new Pulse(() => this.#load(), SOON_MS, GAP_MS);

  constructor(
    private readonly kind: string,
    private readonly ask: () => Promise<Page<unknown>>,
  ) {
    super();
  }

  take(event: LiveEvent | null): void {
    if (event === null || event.kind === this.kind) this.stale();
  }

  stale(): void {
    this.#pulse.want();
  }

  async #load(): Promise<void> {
    const { total, items } = await this.ask();
    this.count = total ?? items.length;
    this.changed();
  }
}

/** Found posts that nobody decided on. */
export const waiting = new Waiting('flag_changed', () => api.flags({ limit: 1 }));
/** Matters that somebody must look at. */
export const escalated = new Waiting('escalation_changed', () => api.escalations({ limit: 1 }));
app.listen((event) => {
  waiting.take(event);
  escalated.take(event);
});
