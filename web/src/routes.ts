// Every address of the console and the screen behind it.
import type { Component } from 'svelte';

export const HOME = '/app';

export interface Match {
  route: Route;
  params: Record<string, string>;
}

export interface Route {
  name: string;
  path: string;
  load: () => Promise<{ default: Component<{ params: Record<string, string> }> }>;
  /** Fills the whole window, and is shown to somebody who is not signed in. */
  door?: boolean;
}

export const ROUTES: readonly Route[] = [
  {
    name: 'inbox',
    path: '/inbox/:view?/:conversation?',
    load: () => import('./inbox/InboxPage.svelte'),
  },
  { name: 'person', path: '/person/:id', load: () => import('./person/PersonPage.svelte') },
  { name: 'outbox', path: '/outbox', load: () => import('./outbox/OutboxPage.svelte') },
  { name: 'search', path: '/search', load: () => import('./search/SearchPage.svelte') },
  { name: 'team', path: '/team/:agent?', load: () => import('./team/TeamPage.svelte') },
  {
    name: 'settings',
    path: '/settings/:page?/:id?',
    load: () => import('./settings/SettingsPage.svelte'),
  },
  { name: 'login', path: '/login', load: () => import('./setup/LoginPage.svelte'), door: true },
  { name: 'setup', path: '/setup/:ticket?', load: () => import('./setup/SetupPage.svelte'), door: true },
  { name: 'welcome', path: '/welcome/:step?', load: () => import('./setup/WelcomePage.svelte'), door: true },
  {
    name: 'ticket',
    path: '/ticket/:token',
    load: () => import('./setup/TicketPage.svelte'),
    door: true,
  },
];

/** Finds the screen of an address; null when there is none. */
export function match(pathname: string, routes: readonly Route[] = ROUTES): Match | null {
  const parts = pathname
    .replace(/^\/app/, '')
    .split('/')
    .filter(Boolean);
  for (const route of routes) {
    const wanted = route.path.split('/').filter(Boolean);
    if (parts.length > wanted.length) continue;
    const params: Record<string, string> = {};
    const fits = wanted.every((part, i) => {
      const given = parts[i];
      if (!part.startsWith(':')) return part === given;
      if (given === undefined) return part.endsWith('?');
      params[part.slice(1).replace('?', '')] = decodeURIComponent(given);
      return true;
    });
    if (fits) return { route, params };
  }
  return null;
}

const part = encodeURIComponent;

export const to = {
  inbox: (view: string, conversation?: string | null) =>
    `${HOME}/inbox/${part(view)}${conversation ? `/${part(conversation)}` : ''}`,
  person: (id: string) => `${HOME}/person/${part(id)}`,
  outbox: () => `${HOME}/outbox`,
  search: (q?: string) => `${HOME}/search${q ? `?q=${part(q)}` : ''}`,
  team: () => `${HOME}/team`,
  settings: (page?: string, id?: string) =>
    `${HOME}/settings${page ? `/${part(page)}` : ''}${id ? `/${part(id)}` : ''}`,
  login: () => `${HOME}/login`,
  welcome: (step?: string) => `${HOME}/welcome${step ? `/${part(step)}` : ''}`,
};
