// An incident, in words said the same way everywhere.
import { language, t } from '$i18n';
import { now } from '$app';
import { whenIn } from '../core/time.ts';
import type { Incident } from '../notice/types.ts';
import { aboutWords } from '../notice/words.ts';

/** What a person calls it, else what it is about. */
export const incidentName = (incident: Incident): string =>
  incident.name || aboutWords(incident).slice(0, 3).join(', ') || t('incident-unnamed');

/** How it stands: whom it was told, or when it ended. */
export function standing(incident: Incident): string {
  const { matters, told, told_over, state } = incident;
  if (state === 'dismissed') return t('incident-dismissed');
  if (state === 'over') {
    const when = incident.ended_at ? whenIn(new Date(incident.ended_at), now(), language()) : '';
    return told_over < matters && told_over + told > 0
      ? t('incident-over-told', { told: told_over, count: matters })
      : t('incident-over-since', { when });
  }
  return told ? t('incident-told', { told, count: matters }) : t('incident-not-told');
}
