// What lies over every screen, and the commands that work everywhere.
import { app } from '../app.svelte.ts';
import type { Command } from '../core/commands.ts';
import type { Watchable } from '../core/signal.ts';
import { BUILT_IN } from '../core/views.ts';
import { router } from '../router.svelte.ts';
import { to } from '../routes.ts';

class Overlays {
  palette = $state(false);
  sheet = $state(false);
  compose = $state(false);
}

export const overlays = new Overlays();

type Counted = Watchable & { count: number };

/** How many found posts, and matters to be looked at, wait; loaded beside the first list. */
class Found {
  waiting = $state.raw<Counted | null>(null);
  escalated = $state.raw<Counted | null>(null);
}

export const found = new Found();

const THEMES = ['system', 'light', 'dark'] as const;

export function shellCommands(): () => void {
  void import('../notice/notice.ts').then(({ waiting, escalated }) => {
    found.waiting = waiting;
    found.escalated = escalated;
    waiting.stale();
    escalated.stale();
  });
  const views: Command[] = BUILT_IN.map((view) => ({
    id: `go.${view.id}`,
    title: view.title,
    section: 'go',
    ...(view.key ? { keys: [`g ${view.key}`] } : {}),
    run: () => router.go(to.inbox(view.id)),
  }));
  const go = (id: string, title: Command['title'], path: string, keys?: string[]): Command => ({
    id: `go.${id}`,
    title,
    section: 'go',
    ...(keys ? { keys } : {}),
    run: () => router.go(path),
  });
  return app.commands.register([
    {
      id: 'app.palette',
      title: 'command-palette',
      section: 'app',
      keys: ['Mod+k'],
      silent: true,
      run: () => (overlays.palette = !overlays.palette),
    },
    {
      id: 'app.keys',
      title: 'command-keys',
      section: 'app',
      keys: ['?'],
      run: () => (overlays.sheet = true),
    },
    {
      id: 'app.undo',
      title: 'command-undo',
      section: 'app',
      keys: ['z', 'Mod+z'],
      when: () => app.toasts.canUndo,
      run: () => void app.toasts.undo(),
    },
    {
      id: 'app.search',
      title: 'command-search',
      section: 'go',
      keys: ['/'],
      run: () => router.go(to.search()),
    },
    {
      id: 'next-waiting',
      title: 'command-next-waiting',
      section: 'go',
      keys: ['n'],
      run: () => void import('../time/next.ts').then(({ next }) => next()),
    },
    ...views,
    go('live', 'nav-live', to.live(), ['g l']),
    go('reports', 'nav-reports', to.reports(), ['g b']),
    go('flags', 'nav-flags', to.flags(), ['g f']),
    go('rules', 'nav-rules', to.rules(), ['g w']),
    go('incidents', 'nav-incidents', to.incidents(), ['g n']),
    go('escalations', 'nav-escalations', to.escalations(), ['g x']),
    go('promises', 'nav-promises', to.promises(), ['g v']),
    {
      id: 'app.hand-over',
      title: 'command-hand-over',
      section: 'app',
      run: () => router.go(to.handover(app.me?.id ?? '')),
    },
    go('outbox', 'nav-outbox', to.outbox(), ['g o']),
    go('team', 'nav-team', to.team(), ['g t']),
    go('settings', 'nav-settings', to.settings(), ['g s']),
    {
      id: 'app.theme',
      title: 'command-theme',
      section: 'app',
      run: () => {
        const at = THEMES.indexOf(app.me?.settings.theme ?? 'system');
        void app.choose({ theme: THEMES[(at + 1) % THEMES.length] ?? 'system' });
      },
    },
    {
      id: 'app.density',
      title: 'command-density',
      section: 'app',
      run: () =>
        void app.choose({
          density: app.me?.settings.density === 'compact' ? 'comfortable' : 'compact',
        }),
    },
    {
      id: 'app.away',
      title: 'command-away',
      section: 'app',
      run: () => void toggleAvailability(),
    },
    {
      id: 'app.sign-out',
      title: 'command-sign-out',
      section: 'app',
      run: () => void app.signOut(),
    },
    {
      id: 'app.panes',
      title: 'command-panes',
      section: 'app',
      keys: ['F6'],
      silent: true,
      run: () => nextPane(1),
    },
    {
      id: 'app.panes-back',
      title: 'command-panes-back',
      section: 'app',
      keys: ['Shift+F6'],
      silent: true,
      run: () => nextPane(-1),
    },
  ]);
}

export async function toggleAvailability(): Promise<void> {
  const me = app.me;
  if (!me) return;
  const availability = me.availability === 'away' ? 'available' : 'away';
  try {
    app.setMe(await app.api.patchMe({ availability }));
  } catch (error) {
    app.toasts.failed(error);
  }
}

/** Panes say that they are one with `data-pane`; the one with the focus is left for the next. */
function nextPane(step: number): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (each) => each.offsetParent !== null,
  );
  const at = panes.findIndex((each) => each.contains(document.activeElement));
  const pane = panes.at((at + step + panes.length) % panes.length);
  const inside =
    pane?.querySelector<HTMLElement>('[data-pane-first]') ??
    pane?.querySelector<HTMLElement>(
      '[aria-current="true"], textarea, a[href], button:not(:disabled)',
    );
  (inside ?? pane)?.focus();
}
