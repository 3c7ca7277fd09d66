// The next one: the server says which needs us most, and gives it to nobody else meanwhile.
import { app } from '$app';
import { language, lookUp, speakTalk, t } from '$i18n';
import { said } from '../core/said.ts';
import { spanAfter } from '../core/time.ts';
import { FIRST_VIEW } from '../core/views.ts';
import { router } from '../router.svelte.ts';
import { to } from '../routes.ts';
import { api } from './time.ts';
import type { Next } from './types.ts';

let asking = false;

export async function next(): Promise<void> {
  if (asking) return;
  asking = true;
  try {
    const [found] = await Promise.all([api.next(), speakTalk()]);
    const row = found.conversation;
    if (!row) {
      app.toasts.say(
        found.full === null ? said('next-none') : said('next-full', { count: found.full }),
      );
      return;
    }
    app.conversations.apply(row);
    const view = router.match?.params['view'] ?? FIRST_VIEW;
    router.go(to.inbox(router.match?.route.name === 'inbox' ? view : FIRST_VIEW, row.id));
    app.toasts.done(said('next-got', { name: row.customer.name, why: why(found) }));
  } catch (error) {
    app.toasts.failed(error);
  } finally {
    asking = false;
  }
}

/** What speaks for it most, in words; three reasons say enough. */
const why = ({ why }: Next): string =>
  why
    .slice(0, 3)
    .map(({ key, values }) => {
      const { times = 0, seconds = 0 } = values;
      return lookUp(`next-why-${key}`, 'next-why-any', {
        times,
        span: spanAfter(seconds * 1000, language()),
      });
    })
    .join(', ') || t('next-why-any');
