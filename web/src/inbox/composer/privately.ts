// Until when, and how often, a platform lets somebody be answered in private.
import type { AccountInfo, Entry, MessageEntry } from '../../core/types.ts';

export type Privately =
  /** As often and as late as one likes. */
  | { kind: 'free' }
  /** Since they last wrote in private; until then, or no longer. */
  | { kind: 'until' | 'over'; until: Date; seconds: number }
  /** In private to something public: once, and not for long. */
  | { kind: 'once' | 'once-over'; until: Date; seconds: number }
  | { kind: 'once-used' };

export const FREE: Privately = { kind: 'free' };

export const isShut = ({ kind }: Privately): boolean =>
  kind === 'over' || kind === 'once-over' || kind === 'once-used';

/** How it stands for a private answer to `to`. */
export function privately(
  entries: readonly Entry[],
  to: MessageEntry | null,
  account: AccountInfo | undefined,
  now: Date,
): Privately {
  const limits = account?.limits;
  if (!to || !limits) return FREE;
  const messages = entries.filter((each): each is MessageEntry => each.type === 'message');
  if (to.visibility === 'private') {
    const seconds = limits.private_window_seconds;
    if (!seconds) return FREE;
    const theirs = messages.filter(
      (each) =>
        each.direction === 'in' &&
        each.visibility === 'private' &&
        each.account_id === to.account_id &&
        each.author.customer_id === to.author.customer_id,
    );
    const last = Math.max(Date.parse(to.at), ...theirs.map((each) => Date.parse(each.at)));
    const until = new Date(last + seconds * 1000);
    return { kind: now < until ? 'until' : 'over', until, seconds };
  }
  const seconds = limits.private_reply_seconds;
  if (!seconds) return FREE;
  const used = messages.some(
    (each) =>
      each.direction === 'out' &&
      each.visibility === 'private' &&
      each.parent?.id === to.id &&
      each.delivery?.state !== 'refused' &&
      each.delivery?.state !== 'cancelled',
  );
  if (used) return { kind: 'once-used' };
  const until = new Date(Date.parse(to.at) + seconds * 1000);
  return { kind: now < until ? 'once' : 'once-over', until, seconds };
}
