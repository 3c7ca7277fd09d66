// Which news is worth a sound and a notice of the browser's. Pure: the rules, not the playing.
import type { Id, LiveEvent, Settings } from '../core/types.ts';

export type Kind = 'assigned' | 'mentioned' | 'unassigned';

export interface Telling {
  kind: Kind;
  conversation: Id;
}

export interface Around {
  me: Id;
  settings: Settings;
  /** The conversation that is on the screen and looked at. */
  watched: Id | null;
  /** Local time. */
  now: Date;
}

export const DEFAULTS: Record<Kind, boolean> = {
  assigned: true,
  mentioned: true,
  unassigned: false,
};

/** What to say of an event; null for most: our own doings, what is looked at, what is not wanted. */
export function worthTelling(event: LiveEvent, around: Around): Telling | null {
  const conversation = event.conversation_id;
  if (!conversation || conversation === around.watched) return null;
  if (event.actor.agent_id === around.me) return null;
  const kind = kindOf(event, around.me);
  if (!kind) return null;
  const wanted = around.settings.tell?.[kind] ?? DEFAULTS[kind];
  return wanted ? { kind, conversation } : null;
}

function kindOf(event: LiveEvent, me: Id): Kind | null {
  const { entry, row } = event;
  switch (event.kind) {
    case 'note_added':
      return entry?.type === 'note' && entry.mentions.includes(me) ? 'mentioned' : null;
    case 'assigned':
      return row?.assignee_id === me ? 'assigned' : null;
    case 'message_received':
      if (entry?.type !== 'message' || entry.direction !== 'in') return null;
      if (row?.assignee_id === me) return 'assigned';
      return row && !row.assignee_id && row.status === 'open' ? 'unassigned' : null;
    default:
      return null;
  }
}

/** Whether `now` lies in the quiet hours; they may reach over midnight. */
export function isQuiet(quiet: Settings['quiet'], now: Date): boolean {
  if (!quiet) return false;
  const at = now.getHours() * 60 + now.getMinutes();
  const [from, to] = [minutes(quiet.from), minutes(quiet.to)];
  if (from === null || to === null || from === to) return false;
  return from < to ? at >= from && at < to : at >= from || at < to;
}

function minutes(text: string): number | null {
  const [hours, mins] = text.split(':').map(Number);
  return hours === undefined || mins === undefined || Number.isNaN(hours + mins)
    ? null
    : hours * 60 + mins;
}
