// A case card in one line.
import { t } from '$i18n';
import { sinceWhen } from './parts.ts';
import { moment } from './words.ts';
import type { Card, Part } from './types.ts';

/** All of it in one line: what it is about, since when, until when, what is promised and open. */
export function summary(card: Card, now: Date): string {
  const of = (part: Part): string => card.lines.find((line) => line.part === part)?.text ?? '';
  const open = card.lines.filter((line) => line.part === 'open' || line.part === 'demand').length;
  const due = card.promises
    .filter((each) => each.due && (each.state === 'standing' || each.state === 'proposed'))
    .map((each) => each.due ?? '')
    .sort()[0];
  const broken = card.promises.filter((each) => each.state === 'broken').length;
  return [
    of('about'),
    of('since') && t('card-short-since', { since: sinceWhen(of('since')) }),
    of('needed_by') && t('card-short-needed', { when: of('needed_by') }),
    due && t('card-short-promised', { when: moment(due, now) }),
    broken > 0 && t('card-short-broken', { count: broken }),
    open > 0 && t('card-short-open', { count: open }),
  ]
    .filter(Boolean)
    .join(' · ');
}
