// What the state of a conversation is called, said the same way everywhere.
import { language, lookUp, t } from '$i18n';
import type {
  AccountInfo,
  DeliveryInfo,
  Language,
  MessageEntry,
  Reason,
  Row,
  Visibility,
} from '../core/types.ts';
import { namesNobody, privatePlace, untold } from '../core/channels.ts';
import { dueStanding } from '../core/due.ts';
import { brief, span, spanAfter, spanFine, spoken, when, whenIn, whenShort } from '../core/time.ts';
import { safeName, signature } from '../core/text.ts';
import type { IconName } from '../ui/icons.ts';

export interface Urgency {
  text: string;
  /** Read out and shown on hover. */
  full: string;
  level: 'late' | 'soon' | 'waiting' | 'none';
  /** Why it climbs, where it does: "wartet seit 4 Std., 3. Nachricht". */
  why?: string;
}

/** Since when somebody waits, and how that stands to what we owe. */
export function urgency(row: Row, now: Date): Urgency {
  const speech = language();
  if (row.status === 'snoozed') {
    const until = row.snoozed_until;
    const text = until ? whenShort(new Date(until), now, speech) : t('row-until-reply');
    const full = until
      ? t('row-snoozed-until', { when: whenIn(new Date(until), now, speech) })
      : t('row-snoozed-reply');
    return { text, full, level: 'none' };
  }
  if (!row.waiting_since) {
    const at = new Date(row.last_message_at);
    return { text: brief(at, now, speech), full: when(at, now, speech), level: 'none' };
  }
  const waiting = Math.max(0, now.getTime() - Date.parse(row.waiting_since));
  const { level, left } = dueStanding(row, now);
  const more = [
    ...(row.unanswered > 1 ? [t('row-contact', { count: row.unanswered })] : []),
    ...(row.due_why?.causes.includes('now_public') ? [t('row-now-public')] : []),
  ];
  const why = [t('row-waiting', { span: spanAfter(waiting, speech) }), ...more].join(', ');
  // Who wrote more than once is told apart before it is nearly too late.
  if (level === 'waiting' || left === null)
    return {
      text: span(waiting, speech),
      full: why,
      level: 'waiting',
      ...(more.length ? { why } : {}),
    };
  const late = level === 'late';
  const text = late
    ? t('row-late', { span: spanFine(-left, speech) })
    : t('row-due', { span: spanAfter(left, speech) });
  const aim = row.due_why && t(`row-aim-${aimOf(row.due_why)}`);
  const full = late ? t('row-late-full', { span: spanFine(-left, speech) }) : text;
  return { text, full: [why, full, aim].filter(Boolean).join(', '), level, why };
}

/** What it is due for: an answer, a promise, that it is done. */
const aimOf = (why: NonNullable<Row['due_why']>) => (why.by === 'promise' ? 'promise' : why.goal);

export const VISIBILITY_ICON: Record<Visibility, IconName> = {
  public: 'globe',
  unlisted: 'globe',
  followers: 'people',
  private: 'lock',
};

/** From narrow to wide; a reply is never wider than what it answers. */
export const WIDTH: readonly Visibility[] = ['private', 'followers', 'unlisted', 'public'];

export const isPublic = (visibility: Visibility): boolean =>
  visibility === 'public' || visibility === 'unlisted';

/** Who can read it, in a word: what is private there may have a name that everybody knows. */
export const visibilityName = (
  visibility: Visibility,
  platform: string | null | undefined,
): string => (visibility === 'private' && privatePlace(platform)) || t(`visibility-${visibility}`);

export const visibilityText = (
  visibility: Visibility,
  platform: string | null | undefined,
): string => {
  const place = visibility === 'private' ? privatePlace(platform) : null;
  return place ? t('visibility-place-text', { place }) : t(`visibility-${visibility}-text`);
};

/** What somebody chose in a review, in words; `''` for what is none. Only reviews have a subject
    where people have no name but their own. */
export function review(platform: string | null | undefined, subject: string | null): string {
  if (!subject || !namesNobody(platform)) return '';
  if (subject === '👍') return t('review-yes');
  if (subject === '👎') return t('review-no');
  return t('review-stars', { count: subject.replace(/☆/g, '').length });
}

/** The words of a review without the sign that stands before them. */
export const bare = (text: string, sign: string | null): string =>
  sign && text.startsWith(sign) ? text.slice(sign.length).trimStart() : text;

export function statusWord(row: Row, now: Date): string {
  if (row.spam) return t('view-spam');
  if (row.status === 'snoozed' && row.snoozed_until)
    return t('row-snoozed-until', {
      when: whenIn(new Date(row.snoozed_until), now, language()),
    });
  return t(`status-${row.status}`);
}

/** A preview without the mentions of ourselves that it begins with: they say nothing new. */
export function withoutUs(text: string, accounts: readonly { handle: string }[]): string {
  const names = new Set(accounts.map((each) => each.handle.replace(/^@/, '').split('@')[0]));
  let rest = text;
  for (;;) {
    const match = /^\s*@([\w.-]+)(?:@[\w.:-]+)?[\s,:]*/u.exec(rest);
    if (!match || !names.has(match[1] ?? '') || match[0].length === rest.length) return rest;
    rest = rest.slice(match[0].length);
  }
}

/** What somebody wanted of us: the subject, else how they began, else what was said last. */
export const wanted = (row: Row, accounts: readonly AccountInfo[]): string =>
  review(row.customer.platform, row.subject) ||
  row.subject ||
  withoutUs(row.opening || row.preview, accounts) ||
  t('row-no-text');

/** What a conversation is about: its subject, else who it is with. */
export const topic = (row: Row): string =>
  review(row.customer.platform, row.subject) || safeName(row.subject ?? '') || personName(row);

export const personName = (row: Row): string =>
  untold(row.customer.platform, row.customer.handle)
    ? t('person-untold')
    : safeName(row.customer.name) || row.customer.handle || t('person-unnamed');

/** Who said it. */
export const authorName = ({ author, platform }: MessageEntry): string =>
  untold(platform, author.handle)
    ? t('person-untold')
    : safeName(author.name) || author.handle || t('person-unnamed');

export function reasonWords(reason: Reason | null): string {
  if (!reason) return '';
  const values = spoken(reason.values ?? {}, new Date(), language());
  return lookUp(`reason-${reason.key.replace(/[._]/g, '-')}`, 'reason-unknown', values);
}

/** Where a reply is on its way, in one sentence. */
export function deliveryWords(delivery: DeliveryInfo): string {
  switch (delivery.state) {
    case 'held':
      return t('delivery-held');
    case 'queued':
      if (delivery.waits_for === 'budget') return reasonWords(delivery.reason);
      if (delivery.waits_for === 'rate_limit') return t('delivery-rate-limit');
      if (delivery.waits_for === 'platform') return t('delivery-platform');
      return delivery.attempts > 0 ? t('delivery-again') : t('delivery-queued');
    case 'sending':
      return t('delivery-sending');
    case 'sent':
      return t('delivery-sent');
    case 'refused':
      return t('delivery-refused', { reason: reasonWords(delivery.reason) });
    case 'unknown':
      return t('delivery-unknown');
    case 'cancelled':
      return t('delivery-cancelled');
  }
}

/** The text as it will leave: signed unless it is already. */
export function signed(text: string, account: AccountInfo, name: string): string {
  const end = signature(account, name);
  const between = account.capabilities.letters ? '\n\n' : ' ';
  const bare = text.trimEnd();
  return !end.trim() || bare.endsWith(end) ? text : `${bare}${between}${end}`;
}

const names = new Map<Language, Intl.DisplayNames>();

/** "Deutsch", "Turkish": what a language is called in ours. */
export function languageName(code: string): string {
  const speech = language();
  const kept = names.get(speech) ?? new Intl.DisplayNames(speech, { type: 'language' });
  names.set(speech, kept);
  try {
    return kept.of(code) ?? code;
  } catch {
    return code;
  }
}
