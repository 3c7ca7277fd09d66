// The pages of the settings, whom they are for, and what loads them.
import type { Component } from 'svelte';
import type { PlainKey } from '../core/said.ts';
import type { Role } from '../core/types.ts';
import type { IconName } from '$ui/icons.ts';
import { atLeast } from '../core/roles.ts';

type Page = Component<{ id?: string }> | Component<Record<string, never>>;

export interface SettingsPage {
  id: string;
  title: PlainKey;
  icon: IconName;
  group: 'own' | 'company';
  /** The least role that has this page. */
  role: Role;
  load: () => Promise<{ default: Page }>;
}

export const PAGES: readonly SettingsPage[] = [
  { id: 'me', title: 'settings-me', icon: 'person', group: 'own', role: 'agent', load: () => import('./MePage.svelte') },
  { id: 'appearance', title: 'settings-appearance', icon: 'sun', group: 'own', role: 'agent', load: () => import('./AppearancePage.svelte') },
  { id: 'notifications', title: 'settings-notifications', icon: 'bell', group: 'own', role: 'agent', load: () => import('./NotificationsPage.svelte') },
  { id: 'keyboard', title: 'settings-keyboard', icon: 'keyboard', group: 'own', role: 'agent', load: () => import('./KeyboardPage.svelte') },
  { id: 'security', title: 'settings-security', icon: 'lock', group: 'own', role: 'agent', load: () => import('./SecurityPage.svelte') },
  { id: 'views', title: 'settings-views', icon: 'flag', group: 'own', role: 'agent', load: () => import('./ViewsPage.svelte') },
  { id: 'channels', title: 'settings-channels', icon: 'globe', group: 'company', role: 'agent', load: () => import('./ChannelsPage.svelte') },
  { id: 'agents', title: 'settings-agents', icon: 'people', group: 'company', role: 'admin', load: () => import('./AgentsPage.svelte') },
  { id: 'teams', title: 'settings-teams', icon: 'team', group: 'company', role: 'admin', load: () => import('./TeamsPage.svelte') },
  { id: 'hours', title: 'settings-hours', icon: 'clock', group: 'company', role: 'agent', load: () => import('./HoursPage.svelte') },
  { id: 'targets', title: 'settings-targets', icon: 'flag', group: 'company', role: 'agent', load: () => import('./TargetsPage.svelte') },
  { id: 'alarms', title: 'settings-alarms', icon: 'bell', group: 'company', role: 'admin', load: () => import('./AlarmsPage.svelte') },
  { id: 'figures', title: 'settings-figures', icon: 'poll', group: 'company', role: 'admin', load: () => import('./FiguresPage.svelte') },
  { id: 'labels', title: 'settings-labels', icon: 'tag', group: 'company', role: 'lead', load: () => import('./LabelsPage.svelte') },
  { id: 'snippets', title: 'settings-snippets', icon: 'quote', group: 'company', role: 'lead', load: () => import('./SnippetsPage.svelte') },
  { id: 'noticing', title: 'settings-noticing', icon: 'eye', group: 'company', role: 'lead', load: () => import('./NoticingPage.svelte') },
  { id: 'knowledge', title: 'settings-knowledge', icon: 'bulb', group: 'company', role: 'admin', load: () => import('./KnowledgePage.svelte') },
  { id: 'privacy', title: 'settings-privacy', icon: 'lock', group: 'company', role: 'admin', load: () => import('./PrivacyPage.svelte') },
]; // prettier-ignore

export const pagesFor = (role: Role): SettingsPage[] =>
  PAGES.filter((page) => atLeast(role, page.role));
