// The numbers of a board, and which conversations each of them stands for.
import type { Query } from '../core/client.ts';
import { spanFine } from '../core/time.ts';
import type { Language, Row } from '../core/types.ts';
import type { Board, BoardAccount, BoardTeam, Id, Instant, Waiting } from '../time/types.ts';

export const COUNTED = ['waiting', 'unassigned', 'near', 'missed'] as const;
export type Counted = (typeof COUNTED)[number];

/** Which of them: everybody's, a team's (null: no team's), an account's. */
export interface Where {
  team?: string | null;
  account?: string;
}

/** What a number counts; of what many write about at once: of which incident, of which topic. */
export type Behind = (Where & { what: Counted }) | { what: 'incident' | 'topic'; of: Id };
export type Open = (of: Behind, title: string, longest?: 'longest') => void;

/** What is nearly too late, without what already is. */
export const nearing = (waiting: Waiting): number => waiting.near - waiting.missed;

/** How long whoever waits longest has; null: nobody waits. */
export const longest = ({ oldest }: Waiting, now: Date, language: Language): string | null =>
  oldest ? spanFine(now.getTime() - Date.parse(oldest), language) : null;

/** How long until it is too late for somebody, in milliseconds; 0: it is. */
export const remaining = ({ due_why, due }: Pick<Row, 'due_why' | 'due'>, now: Date): number => {
  const over = due_why?.over ?? due;
  return over ? Math.max(0, Date.parse(over) - now.getTime()) : 0;
};

/** Whether somebody can take more: by what they said, and by what their teams carry each. */
export const carrying = ({
  away,
  open,
  most,
}: Board['people'][number]): 'free' | 'full' | 'away' =>
  away ? 'away' : most !== null && open >= most ? 'full' : 'free';

/** What is asked of the server to see them. */
export function asked(behind: Behind): Query {
  if ('of' in behind) return { what: behind.what, of: behind.of };
  const { what, team, account } = behind;
  return { what, team: team === null ? 'none' : team, account };
}

/** Where most wait stands first; the order does not jump while numbers are alike. */
export const byNeed = <T extends BoardTeam | BoardAccount>(all: readonly T[]): T[] =>
  all.toSorted((a, b) => b.missed - a.missed || b.waiting - a.waiting);

/** How long what is newest took to reach us is worth a word from here on. */
export const SLOW_SECONDS = 120;

export interface Standing {
  word: 'live-paused' | 'live-cut' | 'live-silent' | 'live-over' | 'live-slow' | 'live-well';
  tone: 'good' | 'warn' | 'bad';
}

/** Whether an account works, in a word: the worst first. */
export function standing(account: BoardAccount): Standing {
  if (account.status === 'paused') return { word: 'live-paused', tone: 'warn' };
  if (account.status === 'disconnected') return { word: 'live-cut', tone: 'bad' };
  if (account.problem || account.health.silent_since) return { word: 'live-silent', tone: 'bad' };
  if (account.over_capacity) return { word: 'live-over', tone: 'warn' };
  if ((account.lag_seconds ?? 0) > SLOW_SECONDS) return { word: 'live-slow', tone: 'warn' };
  return { word: 'live-well', tone: 'good' };
}

/** How much of the month's budget is spent, 1 for all of it; null: it may cost whatever it costs. */
export const used = (spending: NonNullable<BoardAccount['spending']>): number | null =>
  spending.budget_month_micros ? spending.month_micros / spending.budget_month_micros : null;

/** Something that many write about at once. */
export interface Rising {
  kind: 'incident' | 'topic';
  id: string;
  /** What its conversations are asked for by. */
  of: Id;
  name: string;
  people: number;
  matters: number;
  since: Instant;
  /** How many people would be usual in an hour; null: not known. */
  usual: number | null;
  /** It is over, and not everybody was told yet. */
  over: boolean;
}

/** Its name, else what it is about; and where, unless that is said already. */
function called({ name, about, places }: Board['incidents'][number]): string {
  const words = [...(name ? [name] : about.slice(0, 3)), ...places];
  const lower = words.map((each) => each.toLocaleLowerCase('de'));
  return words
    .filter((_, at) => !lower.slice(0, at).some((each) => each.includes(lower[at] ?? '')))
    .join(', ');
}

/** Incidents first, then topics; of each what most people write about. */
export function rising({ incidents, topics }: Board): Rising[] {
  const most = (a: Rising, b: Rising): number => b.people - a.people;
  const first = incidents.map((each): Rising => ({
    kind: 'incident',
    id: `incident ${each.id}`,
    of: each.id,
    name: called(each),
    people: each.people,
    matters: each.matters,
    since: each.since,
    usual: null,
    over: each.told_over !== null,
  }));
  const then = topics.map((each): Rising => ({
    kind: 'topic',
    id: `topic ${each.of}`,
    of: each.of,
    name: each.words.slice(0, 4).join(', '),
    people: each.people,
    matters: each.conversations,
    since: each.since,
    usual: each.usual,
    over: false,
  }));
  return [...first.toSorted(most), ...then.toSorted(most)];
}
