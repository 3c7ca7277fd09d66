// Tells the agent that something came in: one sound, one notice of the browser's. Of all open tabs
// only one tells, so that nothing is heard twice.
import { t } from '$i18n';
import { app } from '$app';
import { router } from '../router.svelte.ts';
import { to } from '../routes.ts';
import { FIRST_VIEW } from '../core/views.ts';
import type { LiveEvent } from '../core/types.ts';
import { FIRST_SOUND, play } from './sounds.ts';
import { isQuiet, worthTelling, type Telling } from './telling.ts';

const GAP_MS = 3000;

export function startTelling(): () => void {
  let leads = !('locks' in navigator);
  let release: () => void = () => {};
  const gone = new AbortController();
  if (!leads)
    void navigator.locks
      .request('gerne.teller', { signal: gone.signal }, () => {
        leads = true;
        return new Promise<void>((done) => (release = done));
      })
      .catch(() => {});
  let last = 0;
  app.onTell = (event) => {
    const told = leads ? wanted(event) : null;
    if (!told || Date.now() - last < GAP_MS) return;
    last = Date.now();
    if (app.me?.settings.sounds ?? true) void play(app.me?.settings.sound ?? FIRST_SOUND);
    if (app.me?.settings.notices && document.hidden) notify(told);
  };
  return () => {
    app.onTell = () => {};
    gone.abort();
    release();
  };
}

function wanted(event: LiveEvent): Telling | null {
  const me = app.me;
  if (!me || me.availability === 'away') return null;
  const now = new Date();
  if (isQuiet(me.settings.quiet, now)) return null;
  const watched = document.hasFocus() ? app.open : null;
  return worthTelling(event, { me: me.id, settings: me.settings, watched, now });
}

function notify(told: Telling): void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return;
  const row = app.conversations.get(told.conversation);
  const name = row?.customer.name ?? '';
  // The text stays inside: a notice may be read by whoever stands beside the screen.
  const notice = new Notification(t(`tell-${told.kind}`, { name }), {
    tag: told.conversation,
    icon: '/app/favicon.svg',
  });
  notice.onclick = () => {
    window.focus();
    router.go(to.inbox(FIRST_VIEW, told.conversation));
    notice.close();
  };
}
