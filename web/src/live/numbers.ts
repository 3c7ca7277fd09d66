// The numbers of a board, and which conversations each of them stands for.
import type { Query } from '../core/client.ts';
import type { BoardAccount, BoardTeam, Waiting } from '../time/types.ts';

export const COUNTED = ['waiting', 'unassigned', 'near', 'missed'] as const;
export type Counted = (typeof COUNTED)[number];

/** Which of them: everybody's, a team's (null: no team's), an account's. */
export interface Where {
  team?: string | null;
  account?: string;
}

/** What is nearly too late, without what already is. */
export const nearing = (waiting: Waiting): number => waiting.near - waiting.missed;

/** What is asked of the server to see them. */
export const asked = (what: Counted, where: Where): Query => ({
  what,
  team: where.team === null ? 'none' : where.team,
  account: where.account,
});

/** Where most wait stands first; the order does not jump while numbers are alike. */
export const byNeed = <T extends BoardTeam | BoardAccount>(all: readonly T[]): T[] =>
  all.toSorted((a, b) => b.missed - a.missed || b.waiting - a.waiting);

/** How long what is newest took to reach us is worth a word from here on. */
export const SLOW_SECONDS = 120;
