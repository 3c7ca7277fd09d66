// What is asked of the figures, as it stands in the address: it can be kept, sent, and asked again.
import { startOfDay } from '../core/time.ts';
import type { Query } from '../core/client.ts';
import type { By, Metric } from '../time/types.ts';

export const METRICS = [
  'first_response',
  'next_response',
  'waiting',
  'first_resolution',
  'full_resolution',
  'reopened',
  'no_answer',
  'promises_made',
  'promises',
  'asked_again',
  'approaches',
] as const satisfies readonly Metric[];

/** Of these it counts how many there were and what became of them; a time says nothing. */
const COUNTED: readonly Metric[] = ['promises_made', 'asked_again', 'approaches'];
export const timed = (metric: Metric): boolean => !COUNTED.includes(metric);

export const BYS = [
  'day',
  'week',
  'month',
  'weekday',
  'hour',
  'team',
  'account',
  'label',
  'rule',
  'priority',
  'language',
] as const satisfies readonly By[];

/** Whose clock: the hours in which somebody was there, or all; since they wrote, or since we had it. */
export const CLOCKS = [
  'open_written',
  'open_received',
  'elapsed_written',
  'elapsed_received',
] as const;
export type Clock = (typeof CLOCKS)[number];

export const RANGES = ['7', '28', '90', '365', 'month', 'own'] as const;
export type Range = (typeof RANGES)[number];

/** What narrows beside an account or a team. */
export const ONLIES = ['label', 'rule', 'priority', 'language', 'hour', 'weekday'] as const;
export type Only = (typeof ONLIES)[number];

export interface Question {
  metric: Metric;
  range: Range;
  /** Days of one's own choice, the last one included. */
  from: string;
  to: string;
  by: By | '';
  clock: Clock;
  compare: boolean;
  mine: boolean;
  where: { kind: 'account' | 'team'; id: string } | null;
  only: { kind: Only; value: string } | null;
}

export const FIRST: Question = {
  metric: 'first_response',
  range: '28',
  from: '',
  to: '',
  by: 'week',
  clock: 'open_written',
  compare: true,
  mine: false,
  where: null,
  only: null,
};

const among = <T extends string>(all: readonly T[], value: string | null): T | undefined =>
  all.find((each) => each === value);
const DATE = /^\d{4}-\d\d-\d\d$/;

/** What an address asks; whatever it does not say, or says wrongly, is as at first. */
export function read(search: URLSearchParams): Question {
  const date = (name: string): string => {
    const value = search.get(name) ?? '';
    return DATE.test(value) ? value : '';
  };
  const where = (['account', 'team'] as const).find((each) => search.get(each));
  const only = ONLIES.find((each) => search.get(each));
  const by = search.get('by');
  return {
    metric: among(METRICS, search.get('metric')) ?? FIRST.metric,
    range: among(RANGES, search.get('range')) ?? FIRST.range,
    from: date('from'),
    to: date('to'),
    by: by === 'none' ? '' : (among(BYS, by) ?? FIRST.by),
    clock: among(CLOCKS, search.get('clock')) ?? FIRST.clock,
    compare: search.get('compare') !== 'no',
    mine: search.get('mine') === 'yes',
    where: where ? { kind: where, id: search.get(where) ?? '' } : null,
    only: only ? { kind: only, value: search.get(only) ?? '' } : null,
  };
}

/** The same as an address, without what is as at first. */
export function write(question: Question): string {
  const said: [string, string][] = [];
  const add = (name: string, value: string, first: string): void => {
    if (value && value !== first) said.push([name, value]);
  };
  add('metric', question.metric, FIRST.metric);
  add('range', question.range, FIRST.range);
  if (question.range === 'own') {
    add('from', question.from, '');
    add('to', question.to, '');
  }
  add('by', question.by || 'none', FIRST.by);
  add('clock', question.clock, FIRST.clock);
  add('compare', question.compare ? 'yes' : 'no', 'yes');
  add('mine', question.mine ? 'yes' : 'no', 'no');
  if (question.where) add(question.where.kind, question.where.id, '');
  if (question.only) add(question.only.kind, question.only.value, '');
  return new URLSearchParams(said).toString();
}

/** The first day, and the day after the last: today is not over, and in no figure. */
export function days(question: Question, now: Date): { from: string; until: string } | null {
  const today = startOfDay(now);
  const until = plain(today);
  switch (question.range) {
    case 'own': {
      if (!question.from || !question.to || question.from > question.to) return null;
      const [year = 0, month = 1, day = 1] = question.to.split('-').map(Number);
      return { from: question.from, until: plain(new Date(year, month - 1, day + 1)) };
    }
    case 'month':
      return {
        from: plain(new Date(today.getFullYear(), today.getMonth() - 1, 1)),
        until: plain(new Date(today.getFullYear(), today.getMonth(), 1)),
      };
    default: {
      const from = new Date(today);
      from.setDate(from.getDate() - Number(question.range));
      return { from: plain(from), until };
    }
  }
}

/** As the server wants it; null while there is no range yet. */
export function query(question: Question, now: Date): Query | null {
  const range = days(question, now);
  if (!range) return null;
  return {
    metric: question.metric,
    ...range,
    by: question.by || null,
    compare: question.compare,
    mine: question.mine,
    ...(question.where ? { [question.where.kind]: question.where.id } : {}),
    ...(question.only ? { [question.only.kind]: question.only.value } : {}),
  };
}

/** What may be told apart: two ways to the same few people would tell about them, so that beside an
    account or a team only one thing more may be asked; one's own may be asked any way. */
export function fitting({ where, only, mine }: Question): readonly By[] {
  if (mine) return BYS;
  return BYS.filter((by) => {
    if (by === 'day' || by === 'week' || by === 'month') return true;
    if (only) return by === 'account' || by === 'team' ? !where : false;
    return by !== 'team' && by !== 'account' ? true : !where;
  });
}

export function plain(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
