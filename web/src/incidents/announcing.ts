// What an account says of an incident before everyone: who can, how long it is there, what it costs. Pure.
import type { AccountInfo } from '../core/types.ts';
import { count, hasLink } from '../core/text.ts';
import { signed } from '$talk/words.ts';
import type { Announceable, Announcement, Id, Telling } from '../notice/types.ts';

/** The words as they will stand there. */
export const asSaid = (text: string, account: AccountInfo, name: string): string =>
  signed(text.trim(), account, name);

export interface Size {
  length: number;
  limit: number;
}

/** How long that is by the platform's rules; `null` where nothing is counted. */
export function sizeOf(text: string, account: AccountInfo): Size | null {
  const limits = account.limits;
  if (!limits?.max_length) return null;
  return { length: count(text, limits.counting), limit: limits.max_length };
}

export const isLong = (text: string, account: AccountInfo): boolean => {
  const size = sizeOf(text, account);
  return size !== null && size.length > size.limit;
};

/** What the platform charges for it, in millionths of a US dollar; 0: nothing. */
export function costOf(text: string, account: AccountInfo): number {
  const { prices, counting } = account.limits ?? {};
  if (!prices || !counting) return 0;
  return hasLink(text, counting) ? prices.reply_with_link : prices.reply;
}

const saidBy = (one: Announceable, what: Telling): Announcement | undefined =>
  one.said.find((each) => each.what === what);

/** Who can say this now: connected, and it did not say it yet. */
export const whoCan = (
  all: readonly Announceable[],
  what: Telling,
  account: (id: Id) => AccountInfo | undefined,
): AccountInfo[] =>
  all
    .filter((each) => !saidBy(each, what))
    .map((each) => account(each.account_id))
    .filter((each): each is AccountInfo => each?.status === 'connected');

/** Whoever said what is known says also that it is over, unless somebody decides otherwise. */
export const proposed = (all: readonly Announceable[], what: Telling): Id[] =>
  what === 'over'
    ? all.filter((each) => saidBy(each, 'text')?.state === 'sent').map((each) => each.account_id)
    : [];

/** What needs a person first, then what is on its way, then what is there. */
const ORDER: readonly Announcement['state'][] = ['unknown', 'refused', 'held', 'sending', 'queued'];

export interface Said {
  account: Id;
  one: Announcement;
}

export function everythingSaid(all: readonly Announceable[]): Said[] {
  const rank = ({ one }: Said): number => ORDER.indexOf(one.state) + 1 || ORDER.length + 1;
  return all
    .flatMap((each) => each.said.map((one) => ({ account: each.account_id, one })))
    .toSorted((a, b) => rank(a) - rank(b));
}
