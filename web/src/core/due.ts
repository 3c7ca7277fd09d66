// How a conversation stands to what it is due by. Pure.
import type { Row } from './types.ts';
import { HOUR } from './time.ts';

export interface Standing {
  level: 'late' | 'soon' | 'waiting';
  /** Milliseconds until it is too late; negative since then. Null: nobody said by when. */
  left: number | null;
}

/**
 * What is urgent is due at once, so that it stands first; too late it is only once its time is over.
 * Where nobody says why it is due, the instant alone counts, and the last hour is near.
 */
export function dueStanding(row: Pick<Row, 'due' | 'due_why'>, now: Date): Standing {
  const at = now.getTime();
  const why = row.due_why;
  const over = why ? Date.parse(why.over) : row.due ? Date.parse(row.due) : NaN;
  if (Number.isNaN(over)) return { level: 'waiting', left: null };
  const near = why ? Date.parse(why.near) : over - HOUR;
  // The server's own clock is right where it has said so already.
  const late = over <= at || why?.climbed === 'missed';
  const level = late ? 'late' : near <= at || why?.climbed === 'near' ? 'soon' : 'waiting';
  return { level, left: late ? Math.min(0, over - at) : over - at };
}
