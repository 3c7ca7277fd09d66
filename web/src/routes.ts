// Every address of the console and the screen behind it.
import type { Component } from 'svelte';
import { speakMore, speakTalk } from './i18n/i18n.svelte.ts';

export const HOME = '/app';

/** What a screen is given: the parts of its address. */
export type Screen = Component<{ params: Record<string, string> }>;

export interface Match {
  route: Route;
  params: Record<string, string>;
}

export interface Route {
  name: string;
  path: string;
  load: () => Promise<{ default: Screen | Component }>;
  /** Fills the whole window, and is shown to somebody who is not signed in. */
  door?: boolean;
  /** Fills the whole window, for somebody who is signed in. */
  bare?: boolean;
}

/** A screen together with the words it needs. */
export async function spoken<T>(screen: Promise<T>): Promise<T> {
  await speakMore();
  return screen;
}

async function talking<T>(screen: Promise<T>): Promise<T> {
  await speakTalk();
  return screen;
}

export const ROUTES: readonly Route[] = [
  {
    name: 'inbox',
    path: '/inbox/:view?/:conversation?',
    load: () => import('./inbox/InboxPage.svelte'),
  },
  {
    name: 'person',
    path: '/person/:id',
    load: () => talking(import('./person/PersonPage.svelte')),
  },
  { name: 'outbox', path: '/outbox', load: () => spoken(import('./outbox/OutboxPage.svelte')) },
  {
    name: 'promises',
    path: '/promises',
    load: () => spoken(import('./promises/PromisesPage.svelte')),
  },
  {
    name: 'handover',
    path: '/handover/:agent/:batch?',
    load: () => spoken(import('./handover/HandoverPage.svelte')),
  },
  { name: 'live', path: '/live', load: () => spoken(import('./live/LivePage.svelte')) },
  {
    name: 'wall',
    path: '/live/wall',
    load: () => spoken(import('./live/WallPage.svelte')),
    bare: true,
  },
  {
    name: 'reports',
    path: '/reports/:page?',
    load: () => spoken(import('./reports/ReportsPage.svelte')),
  },
  { name: 'rules', path: '/rules/:id?', load: () => spoken(import('./rules/RulesPage.svelte')) },
  {
    name: 'incidents',
    path: '/incidents/:id?',
    load: () => spoken(import('./incidents/IncidentsPage.svelte')),
  },
  {
    name: 'escalations',
    path: '/escalations',
    load: () => spoken(import('./escalations/EscalationsPage.svelte')),
  },
  { name: 'flags', path: '/flags', load: () => spoken(import('./flags/FlagsPage.svelte')) },
  { name: 'search', path: '/search', load: () => spoken(import('./search/SearchPage.svelte')) },
  { name: 'team', path: '/team/:agent?', load: () => spoken(import('./team/TeamPage.svelte')) },
  {
    name: 'settings',
    path: '/settings/:page?/:id?',
    load: () => spoken(import('./settings/SettingsPage.svelte')),
  },
  {
    name: 'login',
    path: '/login',
    load: () => spoken(import('./setup/LoginPage.svelte')),
    door: true,
  },
  {
    name: 'setup',
    path: '/setup',
    load: () => spoken(import('./setup/SetupPage.svelte')),
    door: true,
  },
  {
    name: 'welcome',
    path: '/welcome/:step?',
    load: () => spoken(import('./setup/WelcomePage.svelte')),
    door: true,
  },
  {
    name: 'ticket',
    path: '/ticket',
    load: () => spoken(import('./setup/TicketPage.svelte')),
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
  live: () => `${HOME}/live`,
  wall: () => `${HOME}/live/wall`,
  reports: (page?: string) => `${HOME}/reports${page ? `/${part(page)}` : ''}`,
  rules: (id?: string) => `${HOME}/rules${id ? `/${part(id)}` : ''}`,
  flags: (rule?: string) => `${HOME}/flags${rule ? `?rule=${part(rule)}` : ''}`,
  incidents: (id?: string) => `${HOME}/incidents${id ? `/${part(id)}` : ''}`,
  escalations: () => `${HOME}/escalations`,
  promises: () => `${HOME}/promises`,
  handover: (agent: string, batch?: string) =>
    `${HOME}/handover/${part(agent)}${batch ? `/${part(batch)}` : ''}`,
  outbox: () => `${HOME}/outbox`,
  search: (q?: string, more: readonly [string, string][] = []) => {
    const query = [...(q ? [['q', q] as const] : []), ...more];
    const text = query.map(([key, value]) => `${key}=${part(value)}`).join('&');
    return `${HOME}/search${text ? `?${text}` : ''}`;
  },
  team: () => `${HOME}/team`,
  settings: (page?: string, id?: string) =>
    `${HOME}/settings${page ? `/${part(page)}` : ''}${id ? `/${part(id)}` : ''}`,
  login: () => `${HOME}/login`,
  /** Tokens stand behind the `#`: what is there reaches no server's log. */
  ticket: (token: string) => `${HOME}/ticket#${part(token)}`,
  welcome: (step?: string) => `${HOME}/welcome${step ? `/${part(step)}` : ''}`,
};
