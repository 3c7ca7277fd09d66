// Where a conversation is read. Pure: the timeline measures and scrolls.

/** A box that scrolls, and where in its content something stands. */
export interface Box {
  scrollTop: number;
  scrollHeight: number;
  clientHeight: number;
}
export interface Stretch {
  top: number;
  height: number;
}

/** What still stands above what is read first. */
const ABOVE = 72;
/** So near to the end is at the end. */
const NEAR = 48;

/** What is kept in view until the reader moves: something said, or the end. */
export type Held = { at: 'end' } | { at: 'first' | 'shown'; id: string };

/**
 * How far to scroll. What waits for us begins near the top, unless all of it fits above the end;
 * what somebody was sent to stands in the middle, or begins at the top where it is long.
 */
export function scrollFor(held: Held, box: Box, found: Stretch | null): number {
  const end = Math.max(0, box.scrollHeight - box.clientHeight);
  if (held.at === 'end' || !found) return end;
  const room = Math.max(0, (box.clientHeight - found.height) / 2);
  const above = held.at === 'first' ? Math.min(ABOVE, box.clientHeight / 4) : room;
  return Math.round(Math.max(0, Math.min(end, found.top - above)));
}

export const isAtEnd = (box: Box): boolean =>
  box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
