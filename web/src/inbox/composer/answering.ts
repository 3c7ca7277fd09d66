// What a reply answers, and what follows from that: how public it may be, in which language.
import type {
  AccountInfo,
  DraftBody,
  Entry,
  MessageEntry,
  Row,
  Visibility,
} from '../../core/types.ts';
import { namesNobody } from '../../core/channels.ts';
import { count, hasLink, overflow } from '../../core/text.ts';
import { signed, WIDTH } from '$talk/words.ts';

/** The messages of theirs that wait for an answer, oldest first. */
export function unanswered(entries: readonly Entry[], row: Row): MessageEntry[] {
  const asked = entries.filter(
    (each): each is MessageEntry =>
      each.type === 'message' &&
      each.direction === 'in' &&
      !each.deleted_at &&
      each.addressed &&
      each.author.kind === 'customer',
  );
  return row.unanswered > 0 ? asked.slice(-row.unanswered) : [];
}

const REPORTS = ['bounce', 'delay', 'delivered', 'feedback'];
const isReport = ({ letter }: MessageEntry): boolean => REPORTS.includes(letter?.automatic ?? '');

/** What the agent pointed at, else the newest of theirs: what everybody reads last. */
export function answered(
  entries: readonly Entry[],
  row: Row,
  body: DraftBody,
): MessageEntry | null {
  const all = entries.filter(
    (each): each is MessageEntry =>
      each.type === 'message' && each.direction === 'in' && !each.deleted_at,
  );
  // What the post says about a letter is answered only when somebody points at it.
  const theirs = all.filter((each) => !isReport(each) || each.id === body.in_reply_to);
  const chosen = body.in_reply_to ? theirs.find((each) => each.id === body.in_reply_to) : undefined;
  const asked = theirs.filter((each) => each.author.kind === 'customer');
  return chosen ?? unanswered(entries, row).at(-1) ?? asked.at(-1) ?? theirs.at(-1) ?? null;
}

/** What we said last. */
export const ours = (entries: readonly Entry[]): MessageEntry | null =>
  entries.findLast(
    (each): each is MessageEntry =>
      each.type === 'message' && each.direction === 'out' && !each.deleted_at,
  ) ?? null;

const WORTH_A_WORD = 20;

/** A message of ours that says the very same already; greetings alone say nothing. */
export function said(
  entries: readonly Entry[],
  text: string,
  account: AccountInfo | undefined,
  name: string,
): MessageEntry | undefined {
  const bare = text.trim();
  if (bare.length < WORTH_A_WORD || !account) return undefined;
  const same = new Set([bare, signed(bare, account, name).trim()]);
  return entries.findLast(
    (each): each is MessageEntry =>
      each.type === 'message' &&
      each.direction === 'out' &&
      !each.deleted_at &&
      same.has(each.text.trim()),
  );
}

/** What may be chosen: never wider than what is answered, only what the platform knows. */
export function visibilities(
  to: MessageEntry | null,
  account: AccountInfo | undefined,
): Visibility[] {
  const widest = to ? WIDTH.indexOf(to.visibility) : WIDTH.length - 1;
  const can = account?.capabilities;
  return WIDTH.filter((each, i) => {
    if (i > widest) return false;
    if (each === to?.visibility) return true;
    if (each === 'private') return can?.private ?? false;
    if (each === 'public') return true;
    return can?.unlisted ?? false;
  });
}

/** As the server does: an answer in public stays out of the public timelines where it can. */
export function usual(to: MessageEntry | null, choices: readonly Visibility[]): Visibility {
  if (to?.visibility === 'public' && choices.includes('unlisted')) return 'unlisted';
  return to?.visibility ?? choices.at(-1) ?? 'private';
}

export interface Measure {
  length: number;
  limit: number | null;
  /** Where the text begins to be too long, in its own characters. */
  cut: number;
  /** What counts besides the words in the field. */
  besides: { mention: number; warning: number; signature: number };
}

const NOTHING = { mention: 0, warning: 0, signature: 0 };

/** How long it is as it will leave: with the name before it, the warning, and the signature. */
export function measure(
  text: string,
  to: MessageEntry | null,
  account: AccountInfo | undefined,
  warning: string | null,
  name: string,
  open: boolean,
): Measure {
  const limits = account?.limits;
  const limit = (open ? null : limits?.max_private_length) ?? limits?.max_length ?? null;
  if (!account || !limits || limit === null)
    return { length: text.length, limit: null, cut: text.length, besides: NOTHING };
  const { counting } = limits;
  const handle = to?.author.handle;
  const lower = text.toLowerCase();
  // Where characters have weights, whom an answer names by itself costs none.
  const named =
    !counting.weighted &&
    !namesNobody(account.platform) &&
    handle &&
    !lower.includes(`@${handle.toLowerCase()}`)
      ? `@${handle} `
      : '';
  // Counted from the start, so that the first letter does not bring the signature along.
  const whole = open ? signed(text, account, name) : text;
  const besides = {
    mention: count(named, counting),
    warning: warning ? count(warning, counting) : 0,
    signature: Math.max(0, count(whole, counting) - count(text, counting)),
  };
  const extra = besides.mention + besides.warning;
  const length = extra + count(whole, counting);
  return {
    length,
    limit,
    cut: overflow(text, limit, extra + besides.signature, counting),
    besides,
  };
}

export interface Cost {
  /** Millionths of a US dollar. */
  micros: number;
  link: boolean;
}

/** What it costs to say this, in millionths of a US dollar; `null`: nothing. */
export function price(
  text: string,
  account: AccountInfo | undefined,
  name: string,
  open: boolean,
): Cost | null {
  const limits = account?.limits;
  if (!account || !limits?.prices) return null;
  const { reply, reply_with_link, private: quiet } = limits.prices;
  if (!open) return { micros: quiet, link: false };
  const link = hasLink(signed(text, account, name), limits.counting);
  return { micros: link ? reply_with_link : reply, link };
}

/** Whether the platform lets nobody answer this through its interface: it was found, not sent to us. */
export const closed = (
  to: MessageEntry | null,
  account: AccountInfo | undefined,
  open: boolean,
): boolean =>
  open && to !== null && !to.addressed && (account?.capabilities.only_when_called ?? false);
