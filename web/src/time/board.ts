// How it stands now. The server counts; here it is only asked again, soon after anything happened.
import { Pulse } from '../core/pulse.ts';
import { Signal, type Stop, type Watchable } from '../core/signal.ts';
import type { LiveEvent } from '../core/types.ts';
import type { Api } from './api.ts';
import type * as T from './types.ts';

/** A change is on the board within a second: much less than that passes before it is asked for. */
const SOON_MS = 60;
const GAP_MS = 500;
/** Time alone changes a board, too: who waits comes near their target. */
const ANYWAY_MS = 20_000;

export interface Feed {
  listen(told: (event: LiveEvent | null) => void): Stop;
  /** Who is there, and whose teams are whose. */
  readonly directory: Watchable;
}

export class Board extends Signal {
  now: T.Board | null = null;
  /** The last answer could not be had; what stands there is old. */
  stale = false;
  readonly #pulse = new Pulse(() => this.#load(), SOON_MS, GAP_MS);
  #watched = 0;
  #stop: Stop = () => {};

  constructor(
    private readonly api: Pick<Api, 'board'>,
    private readonly feed: Feed,
  ) {
    super();
  }

  /** Keeps the board fresh for as long as somebody looks at it. */
  look(): Stop {
    this.#watched += 1;
    if (this.#watched === 1) {
      const wants = (): void => this.#pulse.want();
      const stops = [this.feed.listen(wants), this.feed.directory.watch(wants)];
      const timer = setInterval(wants, ANYWAY_MS);
      this.#stop = () => {
        for (const stop of stops) stop();
        clearInterval(timer);
        this.#pulse.stop();
      };
    }
    void this.#pulse.now();
    return () => {
      this.#watched -= 1;
      if (this.#watched === 0) this.#stop();
    };
  }

  async #load(): Promise<void> {
    try {
      this.now = await this.api.board();
      this.stale = false;
    } catch {
      this.stale = true;
    }
    this.changed();
  }
}
