// For how long things are kept, in the steps that people think in.
import { t } from '$i18n';

/** Days; 0: for as long as nobody deletes it. The server takes others too. */
export const RESOLVED: readonly number[] = [0, 30, 90, 180, 365, 730, 1095, 1825];
export const ATTACHMENTS: readonly number[] = [0, 30, 90, 180, 365, 730];
export const STRANGERS: readonly number[] = [0, 7, 14, 30, 90];

export function keptFor(days: number): string {
  if (days === 0) return t('retention-forever');
  if (days % 365 === 0) return t('retention-years', { count: days / 365 });
  return t('retention-days', { count: days });
}

/** Whether the change forgets something that would have been kept. */
export const shorter = (before: number, after: number): boolean =>
  after !== 0 && (before === 0 || after < before);
