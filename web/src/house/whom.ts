// Who can do what one may not oneself: names to ask, as a sentence has them.
import { language } from '$i18n';
import { directory } from '$app';
import { locale } from '../core/time.ts';
import type { Role } from '../core/types.ts';
import { atLeast } from '../core/roles.ts';

/** "Anna Albrecht oder Jonas Dietz"; empty when nobody is known. */
export function whomToAsk(role: Role): string {
  const names = directory()
    .agents.filter((each) => !each.disabled && !each.invited && atLeast(each.role, role))
    .map((each) => each.name);
  return new Intl.ListFormat(locale(language()), { type: 'disjunction' }).format(names.slice(0, 4));
}
