// What else can be done where an answer is not possible as it was wanted.
import type { AccountInfo, DraftBody, Entry, MessageEntry, Row } from '../../core/types.ts';
import { isPublic } from '$talk/words.ts';
import { isShut, privately } from './privately.ts';

/** What was to be answered and is gone from its platform: what the agent pointed at, else the last
    word of theirs where nothing else is left to answer. */
export function lost(
  entries: readonly Entry[],
  body: DraftBody,
  to: MessageEntry | null,
): MessageEntry | null {
  const gone = entries.filter(
    (each): each is MessageEntry =>
      each.type === 'message' && each.direction === 'in' && each.deleted_at !== null,
  );
  const pointed = body.in_reply_to ? gone.find((each) => each.id === body.in_reply_to) : undefined;
  return pointed ?? (to ? null : (gone.at(-1) ?? null));
}

/** The newest of theirs in private that can be answered now: the private conversation goes on there. */
export function goesOn(
  entries: readonly Entry[],
  from: MessageEntry | null,
  account: AccountInfo | undefined,
  now: Date,
): MessageEntry | null {
  if (!from || !account?.limits?.private_window_seconds) return null;
  const last = entries.findLast(
    (each): each is MessageEntry =>
      each.type === 'message' &&
      each.direction === 'in' &&
      each.visibility === 'private' &&
      !each.deleted_at &&
      each.account_id === from.account_id &&
      each.author.customer_id === from.author.customer_id,
  );
  if (!last || last.id === from.id) return null;
  return isShut(privately(entries, last, account, now)) ? null : last;
}

/** Another conversation with them whose last word was said in private through the same account. */
export const otherTalk = (
  others: readonly Row[],
  row: Row,
  account: AccountInfo | undefined,
): Row | null =>
  others.find(
    (each) =>
      each.id !== row.id &&
      each.preview_private &&
      account !== undefined &&
      each.account_id === account.id,
  ) ?? null;

/** Whether something of theirs that everybody could read is still there to answer. */
export const openTo = (entries: readonly Entry[], but: MessageEntry | null): MessageEntry | null =>
  entries.findLast(
    (each): each is MessageEntry =>
      each.type === 'message' &&
      each.direction === 'in' &&
      !each.deleted_at &&
      each.id !== but?.id &&
      each.author.kind === 'customer' &&
      isPublic(each.visibility),
  ) ?? null;
