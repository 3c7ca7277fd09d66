// What an alarm says: what is wrong, since when, and what that means for answers.
import { language, lookUp, t } from '$i18n';
import { directory, now } from '../app.svelte.ts';
import { dollars } from '../core/money.ts';
import { whenIn } from '../core/time.ts';
import type { Alarm } from '../core/types.ts';

/** An instant from an alarm's values, in words. */
export function at(value: string | null | undefined): string {
  const time = value ? new Date(value) : null;
  return time && !Number.isNaN(time.getTime()) ? whenIn(time, now(), language()) : '';
}

export function alarmWords(alarm: Alarm): string {
  const account = directory().account(alarm.account_id);
  const handle = account?.handle ?? '';
  const { since, from, to, url, message, until, cents, due } = alarm.details;
  const reason = alarm.reason
    ? lookUp(`reason-${alarm.reason.replace(/[._]/g, '-')}`, 'reason-unknown', {
        ...alarm.details,
        since: at(since),
        from: at(from),
        to: at(to),
        message: url ?? message ?? '',
        until: at(until),
        due: at(due),
        sum: dollars(Number(cents ?? 0) * 10_000, language()),
      })
    : '';
  if (alarm.kind === 'account_unreachable') {
    const next = at(account?.health.next_try_at);
    return [
      t('alarm-account-unreachable', { handle, since: at(since ?? alarm.raised_at) }),
      next ? t('alarm-next-try', { when: next }) : '',
    ].join(' ');
  }
  if (alarm.kind === 'outage')
    return t('alarm-outage', { handle, from: at(from), to: at(to ?? alarm.raised_at) });
  if (alarm.kind === 'gap' && from && to)
    return t('alarm-gap-between', { handle, from: at(from), to: at(to), reason });
  if (alarm.kind === 'gap' && alarm.reason === 'gap.not_kept')
    return t('alarm-not-kept', { handle, when: at(alarm.raised_at) });
  if (alarm.kind === 'target_missed') {
    // One alarm for each team, however many wait.
    const whose = directory().team(alarm.details.team ?? null)?.name ?? handle;
    return t('alarm-target-missed', { whose, count: Number(alarm.details.count ?? 1) });
  }
  return lookUp(`alarm-${alarm.kind.replace(/_/g, '-')}`, 'alarm-other', { handle, reason });
}
