// A filter in words, as people would say it.
import { t } from '$i18n';
import { agentName, directory } from '$app';
import type { Filter } from '../../core/types.ts';

export function filterWords(filter: Filter): string {
  const known = directory();
  const names = (ids: readonly string[] | undefined, name: (id: string) => string | undefined) =>
    (ids ?? []).map((id) => name(id) ?? '?').join(', ');
  const words = [
    filter.needs_me ? t('view-needs-me') : '',
    (filter.status ?? []).map((status) => t(`status-${status}`)).join(', '),
    assignee(filter.assignee),
    names(filter.team, (id) => known.team(id)?.name),
    names(filter.account, (id) => known.account(id)?.handle),
    names(filter.label, (id) => known.label(id)?.name),
    filter.waiting ? t('views-waiting') : '',
    filter.draft ? t('view-drafts') : '',
    filter.mentioned ? t('view-mentioned') : '',
    filter.spam ? t('view-spam') : '',
  ];
  return words.filter(Boolean).join(' · ') || t('views-all');
}

function assignee(who: string | undefined | null): string {
  if (!who || who === 'any') return '';
  if (who === 'none') return t('view-unassigned');
  if (who === 'me') return t('view-mine');
  return agentName(who);
}
