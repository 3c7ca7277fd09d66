// The one console of this page, and short words for reading it.
import { Gerne } from './core/gerne.ts';
import type { Socket } from './core/stream.ts';
import type { Id } from './core/types.ts';
import { lookUp } from './i18n/i18n.svelte.ts';
import { track } from './reactive.svelte.ts';

function open(path: string): Socket {
  const url = new URL(path, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return new WebSocket(url) as unknown as Socket;
}

export const app = new Gerne({ store: localStorage, open });
app.directory.words = (platform, name) => lookUp(`platform-${platform}`, 'platform-any', { name });

/** Who is signed in. Only for what is shown to somebody who is. */
export const me = () => {
  const found = track(app).me;
  if (!found) throw new Error('nobody is signed in');
  return found;
};
export const now = (): Date => track(app.clock).now();
export const directory = () => track(app.directory);
export const agentName = (id: Id | null | undefined): string => directory().agent(id)?.name ?? '';

export { track };
