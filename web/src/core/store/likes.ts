// What was liked in this browser since it was opened: no platform tells us what we like.
import type { Api } from '../api.ts';
import { said } from '../said.ts';
import { Signal } from '../signal.ts';
import type { Toasts } from '../toasts.ts';
import type { Id } from '../types.ts';

export class Likes extends Signal {
  readonly #liked = new Set<Id>();

  constructor(
    private readonly api: Api,
    private readonly toasts: Toasts,
  ) {
    super();
  }

  has(message: Id): boolean {
    return this.#liked.has(message);
  }

  /** Likes a message on its platform, or no longer; one step back is offered. */
  async set(message: Id, liked: boolean): Promise<void> {
    try {
      await (liked ? this.api.like(message) : this.api.unlike(message));
    } catch (error) {
      this.toasts.failed(error);
      return;
    }
    if (liked) this.#liked.add(message);
    else this.#liked.delete(message);
    this.changed();
    this.toasts.done(said(liked ? 'message-liked' : 'message-unliked'), () =>
      this.set(message, !liked),
    );
  }
}
