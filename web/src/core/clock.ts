// One clock for all relative times, on the server's time: it ticks twice a minute.
import { Signal } from './signal.ts';

const TICK = 30_000;

export class Clock extends Signal {
  #offset = 0;
  #now = Date.now();
  #running = false;

  start(): void {
    if (this.#running) return;
    this.#running = true;
    setInterval(() => this.tick(), TICK);
  }

  /** The server said what time it is. */
  set(serverNow: Date, ownNow = Date.now()): void {
    this.#offset = serverNow.getTime() - ownNow;
    this.tick();
  }

  tick(): void {
    this.#now = Date.now() + this.#offset;
    this.changed();
  }

  /** For lists and labels: stands still between ticks. */
  now(): Date {
    return new Date(this.#now);
  }

  /** For commands: exact. */
  exact(): Date {
    return new Date(Date.now() + this.#offset);
  }

  /** A moment of the server's, on our own clock. */
  own(at: string): number {
    return new Date(at).getTime() - this.#offset;
  }
}
