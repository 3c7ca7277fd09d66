// Where we are. Links are plain links; clicks on those that stay inside are taken over here.
import { HOME, match, to, type Match } from './routes.ts';
import { FIRST_VIEW } from './core/views.ts';

class Router {
  url = $state.raw(new URL(location.href));
  readonly match: Match | null = $derived(match(this.url.pathname));

  constructor() {
    addEventListener('popstate', () => this.#read());
    document.addEventListener('click', (event) => this.#click(event));
    if (this.url.pathname.replace(/\/$/, '') === HOME) this.go(to.inbox(FIRST_VIEW), true);
  }

  go(path: string, replace = false): void {
    if (path === this.url.pathname + this.url.search + this.url.hash) return;
    history[replace ? 'replaceState' : 'pushState'](null, '', path);
    this.#read();
  }

  back(fallback: string): void {
    if (history.length > 1) history.back();
    else this.go(fallback, true);
  }

  #read(): void {
    this.url = new URL(location.href);
  }

  #click(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest?.('a[href]');
    if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute('download'))
      return;
    const url = new URL(link.href);
    if (url.origin !== location.origin || !url.pathname.startsWith(`${HOME}/`)) return;
    event.preventDefault();
    this.go(url.pathname + url.search + url.hash);
  }
}

export const router = new Router();
