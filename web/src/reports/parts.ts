// What the parts of a breakdown are called.
import { language, lookUp, t } from '$i18n';
import { directory } from '$app';
import { locale } from '../core/time.ts';
import type { Language } from '../core/types.ts';
import { languageName } from '$talk/words.ts';
import type { By, Metric } from '../time/types.ts';
import { ruleName } from './rulename.svelte.ts';

/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** In full, for a table. */
export function partName(by: By, key: string): string {
  const speech = language();
  switch (by) {
    case 'account':
      return directory().account(key)?.handle ?? t('reports-part-gone');
    case 'team':
      return directory().team(key)?.name ?? t('live-no-team');
    case 'label':
      return directory().label(key)?.name ?? t('reports-part-gone');
    case 'rule':
      return ruleName(key) ?? t('reports-part-gone');
    case 'priority':
      return lookUp(`priority-${key}`, 'reports-part-gone');
    case 'language':
      return key && key !== 'none' ? languageName(key) : t('reports-part-unknown');
    case 'hour':
      return t('reports-part-hour', { from: key, until: String(Number(key) + 1) });
    case 'weekday':
      return format(speech, { weekday: 'long' }, MONDAY + (Number(key) - 1) * DAY_MS);
    case 'day':
      return format(speech, { weekday: 'short', day: 'numeric', month: 'long' }, Date.parse(key));
    case 'week':
      return t('reports-part-week', {
        day: format(speech, { day: 'numeric', month: 'long' }, Date.parse(key)),
      });
    case 'month':
      return format(speech, { month: 'long', year: 'numeric' }, Date.parse(key));
  }
}

/** As short as an axis asks for. */
export function partShort(by: By, key: string): string {
  const speech = language();
  switch (by) {
    case 'hour':
      return key;
    case 'weekday':
      return format(speech, { weekday: 'short' }, MONDAY + (Number(key) - 1) * DAY_MS);
    case 'day':
    case 'week':
      return format(speech, { day: 'numeric', month: 'numeric' }, Date.parse(key));
    case 'month':
      return format(speech, { month: 'short' }, Date.parse(key));
    default:
      return partName(by, key);
  }
}

// Days are days of the house: they come without a zone, and are shown without one.
const format = (speech: Language, options: Intl.DateTimeFormatOptions, at: number): string =>
  new Intl.DateTimeFormat(locale(speech), { ...options, timeZone: 'UTC' }).format(at);

/** What became of promises, questions, people approached; why nothing had to be said. */
export const outcomeName = (metric: Metric, outcome: string): string =>
  metric === 'no_answer' || outcome === 'few'
    ? leftOutName(outcome)
    : lookUp(`reports-outcome-${outcome}`, 'reports-left-other');

/** Why some are in no time. */
export const leftOutName = (reason: string): string =>
  ['spam', 'unanswered', 'we_began', 'few'].includes(reason)
    ? lookUp(`reports-left-${reason}`, 'reports-left-other')
    : lookUp(`no-answer-${reason}`, 'reports-left-other');
