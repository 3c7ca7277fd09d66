// What is known and owed, in words.
import { language, lookUp, t } from '$i18n';
import { agentName, directory, now } from '$app';
import {
  DAY,
  daysAgo,
  HOUR,
  spanAfter,
  spanFine,
  spoken,
  whenIn,
  whenShort,
} from '../core/time.ts';
import {
  HOWS,
  type Fact,
  type Hint,
  type Hold,
  type Offer,
  type Pledge,
  type PromiseKind,
  type Verified,
} from './types.ts';

/** What kind of fact it is. */
export const factWord = (kind: string): string => lookUp(`fact-${kind}`, 'fact-other');

/** A value as it may be shown without asking. */
export const shown = (fact: Fact): string => fact.value ?? fact.masked ?? '•••';

export const promiseWord = (kind: PromiseKind): string => t(`promise-${kind}`);

/** A time in the middle of a sentence: "morgen, 12:00", "Fr., 27.11., 12:00". */
export function moment(instant: string, at: Date): string {
  const then = new Date(instant);
  return Math.abs(daysAgo(then, at)) === 1
    ? whenIn(then, at, language())
    : whenShort(then, at, language());
}

export interface Standing {
  text: string;
  level: 'late' | 'soon' | 'kept' | 'none';
}

/** By when, and how that stands. */
export function promiseStanding(pledge: Pledge, at: Date = now()): Standing {
  const speech = language();
  const when = pledge.due ? moment(pledge.due, at) : '';
  switch (pledge.state) {
    case 'kept':
      return { text: when ? t('promise-kept', { when }) : t('promise-kept-any'), level: 'kept' };
    case 'moved':
      return { text: t('promise-moved', { when }), level: 'none' };
    case 'broken':
      return { text: t('promise-broken', { when }), level: 'late' };
    case 'dismissed':
      return { text: '', level: 'none' };
    default: {
      if (!pledge.due) return { text: t('promise-open'), level: 'none' };
      const left = Date.parse(pledge.due) - at.getTime();
      if (left <= 0)
        return { text: t('promise-late', { when, span: spanFine(-left, speech) }), level: 'late' };
      if (left < HOUR * 4)
        return { text: t('promise-soon', { when, span: spanAfter(left, speech) }), level: 'soon' };
      return { text: t('promise-until', { when }), level: left < DAY ? 'soon' : 'none' };
    }
  }
}

/** Those that still bind us. */
export const standing = (all: readonly Pledge[]): Pledge[] =>
  all.filter((each) => each.state === 'standing' || each.state === 'proposed');

const named = (values: Record<string, unknown>): Record<string, unknown> => {
  const { others } = values;
  const kind = values['kind'] ?? values['fact'];
  return {
    ...values,
    ...(typeof kind === 'string' ? { kind: factWord(kind) } : {}),
    // A count decides which words stand beside it.
    ...(typeof others === 'string' ? { others: Number(others) } : {}),
  };
};

const dashed = (key: string): string => key.replace(/[._]/g, '-');

/** What a hint says. */
export function hintWords(hint: Hint, at: Date): string {
  const key = `hint-${dashed(hint.key.replace(/^hint[._]/, ''))}`;
  const platform = hint.source?.platform;
  return lookUp(key, 'hint-other', {
    ...spoken(named(hint.values), at, language()),
    where: platform ? directory().platformName(platform) : t('source-note'),
  });
}

/** What is offered with a hint. */
export const offerWords = (offer: Offer, at: Date): string =>
  lookUp(`offer-${dashed(offer.label_key.replace(/^(hint\.)?offer\./, ''))}`, 'offer-replace', {
    text: offer.replace?.text.trim() ?? '',
    ...spoken(named(offer.values), at, language()),
  });

/** Why something may not stand in public. */
export function holdWords(hold: Hold, at: Date): string {
  const { source } = hold;
  if (hold.kind !== 'private_fact') return lookUp(`hold-${hold.kind}`, 'hold-any');
  if (hold.why === 'of_another') return t('hold-of-another');
  const what = factWord(hold.what);
  if (hold.why === 'never_public') return t('hold-secret', { what });
  if (!source) return t('hold-elsewhere', { what });
  return t('hold-said', {
    what,
    where: source.platform ? directory().platformName(source.platform) : t('source-note'),
    when: whenIn(new Date(source.at), at, language()),
  });
}

/** Who made sure that somebody is who they say, and how. */
export const verifiedWords = (verified: Verified): string =>
  t('verified-words', {
    how: HOWS.some((each) => each === verified.how)
      ? lookUp(`verified-by-${verified.how}`, 'verified-by-other')
      : verified.how,
    name: agentName(verified.by) || t('somebody'),
  });
