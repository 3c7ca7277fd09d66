// What a target says, in sentences.
import { language, t } from '$i18n';
import { directory } from '$app';
import { locale } from '../../core/time.ts';
import { languageName } from '$talk/words.ts';
import type { TargetBody } from '../../time/types.ts';
import { longSpan } from '../channels/choices.ts';

/** Those that are offered; others may have come from a program. */
export const LANGUAGES = ['de', 'en', 'tr', 'pl', 'ru', 'uk', 'ar', 'fr', 'it', 'es', 'nl'];

/** For whom it holds: everything that it names must be so. */
export function whom(target: TargetBody): string {
  const any = (names: (string | undefined)[]): string =>
    new Intl.ListFormat(locale(language()), { type: 'disjunction' }).format(
      names.filter((each) => each !== undefined),
    );
  const whose = (names: string): string => names && t('targets-customers', { names });
  const found = [
    any(target.teams.map((id) => directory().team(id)?.name)),
    any(target.accounts.map((id) => directory().account(id)?.handle)),
    any(target.labels.map((id) => directory().label(id)?.name)),
    whose(any(target.customer_labels.map((id) => directory().label(id)?.name))),
    any(target.priorities.map((each) => t(`priority-${each}`))),
    any(target.languages.map(languageName)),
  ].filter(Boolean);
  return found.length ? found.join(' · ') : t('targets-all');
}

export function lengths(target: TargetBody): string {
  const said = (['first_response', 'next_response', 'resolution'] as const).flatMap((each) => {
    const seconds = target[each];
    return seconds === null
      ? []
      : [t(`targets-said-${each}`, { span: longSpan(seconds, language()) })];
  });
  return `${said.join(', ')} ${t(target.in_hours ? 'targets-in-hours-short' : 'targets-around')}`;
}
