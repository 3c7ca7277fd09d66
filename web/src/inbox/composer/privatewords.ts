// Until when a private answer is possible, or why it no longer is, in words.
import { language, t } from '$i18n';
import { directory, now } from '$app';
import { hours, spanAfter, whenIn } from '../../core/time.ts';
import type { MessageEntry } from '../../core/types.ts';
import { authorName } from '$talk/words.ts';
import type { Privately } from './privately.ts';

export function privateWords(stands: Privately, to: MessageEntry): string {
  const platform = directory().platformName(to.platform);
  const name = authorName(to);
  const long = (seconds: number): string =>
    seconds <= 86_400 ? hours(seconds, language()) : spanAfter(seconds * 1000, language());
  switch (stands.kind) {
    case 'free':
      return '';
    case 'until':
      return t('private-until', { platform, when: whenIn(stands.until, now(), language()) });
    case 'over':
      return t('private-over', { platform, name, span: long(stands.seconds) });
    case 'once':
      return t('private-once', { name });
    case 'once-over':
      return t('private-once-over', { platform, span: long(stands.seconds) });
    case 'once-used':
      return t('private-once-used', { platform, name });
  }
}
