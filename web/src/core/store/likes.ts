// Liking on its platform what somebody said. That we like it stands in the message.
import type { Api } from '../api.ts';
import { said } from '../said.ts';
import type { Toasts } from '../toasts.ts';
import type { MessageEntry } from '../types.ts';

export class Likes {
  constructor(
    private readonly api: Api,
    private readonly toasts: Toasts,
  ) {}

  /** Likes a message on its platform, or no longer; one step back is offered. */
  async set(entry: Pick<MessageEntry, 'id' | 'platform'>, liked: boolean): Promise<void> {
    try {
      await (liked ? this.api.like(entry.id) : this.api.unlike(entry.id));
    } catch (error) {
      this.toasts.failed(error);
      return;
    }
    const favourite = entry.platform === 'mastodon';
    const done = liked
      ? said(favourite ? 'message-favourited' : 'message-liked')
      : said(favourite ? 'message-unfavourited' : 'message-unliked');
    this.toasts.done(done, () => this.set(entry, !liked));
  }
}
