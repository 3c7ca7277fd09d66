// The lists that everyone has. Their filters are the server's words; nothing is filtered here.
import type { PlainKey } from './said.ts';
import type { Filter, Settings, View } from './types.ts';

export interface BuiltIn {
  id: string;
  title: PlainKey;
  icon: string;
  filter: Filter;
  /** Second key after "g". */
  key?: string;
}

export const BUILT_IN: readonly BuiltIn[] = [
  {
    id: 'needs_me',
    title: 'view-needs-me',
    icon: 'inbox',
    filter: { needs_me: true, order: 'due' },
    key: 'i',
  },
  {
    id: 'mine',
    title: 'view-mine',
    icon: 'person',
    filter: { assignee: 'me', status: ['open', 'pending'], order: 'due' },
    key: 'm',
  },
  {
    id: 'unassigned',
    title: 'view-unassigned',
    icon: 'hand',
    filter: { assignee: 'none', status: ['open'], order: 'due' },
    key: 'u',
  },
  {
    id: 'open',
    title: 'view-open',
    icon: 'stack',
    filter: { status: ['open'], order: 'due' },
    key: 'a',
  },
  {
    id: 'pending',
    title: 'status-pending',
    icon: 'reply',
    filter: { status: ['pending'], order: 'recent' },
    key: 'p',
  },
  {
    id: 'snoozed',
    title: 'view-snoozed',
    icon: 'clock',
    filter: { status: ['snoozed'], order: 'due' },
    key: 'h',
  },
  {
    id: 'drafts',
    title: 'view-drafts',
    icon: 'pencil',
    filter: { draft: true, order: 'recent' },
    key: 'd',
  },
  {
    id: 'mentioned',
    title: 'view-mentioned',
    icon: 'at',
    filter: { mentioned: true, order: 'recent' },
    key: 'e',
  },
  {
    id: 'resolved',
    title: 'view-resolved',
    icon: 'check',
    filter: { status: ['resolved'], order: 'recent' },
    key: 'r',
  },
  { id: 'spam', title: 'view-spam', icon: 'spam', filter: { spam: true, order: 'recent' } },
];

export const FIRST_VIEW = 'needs_me';

/** By what a list can be ordered; the server does it. */
export type Order = NonNullable<Filter['order']>;
export const ORDERS: readonly Order[] = ['due', 'waiting', 'recent', 'oldest'];

/** A list in the order that somebody chose for it, else in its own. */
export function inOrder(
  view: string,
  filter: Filter | null,
  chosen: Settings['orders'],
): Filter | null {
  const order = chosen?.[view];
  return filter && order && ORDERS.includes(order) ? { ...filter, order } : filter;
}

/** What an address means by a view: one of ours, or a saved one. */
export function filterOf(view: string, saved: readonly View[]): Filter | null {
  const found = BUILT_IN.find((each) => each.id === view) ?? saved.find((each) => each.id === view);
  return found?.filter ?? null;
}
