// What a search is narrowed down to besides its words: channels, and when it was written. Kept in
// the address, so that a search can be sent to a colleague.
import type { Id, SearchWhere } from '../core/types.ts';

export const SPANS = ['today', '7', '30', 'year'] as const;
export type Span = (typeof SPANS)[number];

export interface Narrow {
  accounts: readonly Id[];
  /** A stretch of time by name; `null`: from `from` to `to`, where those are given. */
  span: Span | null;
  /** Days as `2026-11-22`, both included. */
  from: string;
  to: string;
}

export const WIDE: Narrow = { accounts: [], span: null, from: '', to: '' };

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const day = (text: string | null): string => (text && DAY.test(text) && midnight(text) ? text : '');

export function read(params: URLSearchParams): Narrow {
  const span = SPANS.find((each) => each === params.get('when')) ?? null;
  return {
    accounts: params.getAll('account'),
    span,
    from: span ? '' : day(params.get('from')),
    to: span ? '' : day(params.get('to')),
  };
}

/** Behind the words in the address. */
export function written(narrow: Narrow): [string, string][] {
  return [
    ...narrow.accounts.map((id): [string, string] => ['account', id]),
    ...(narrow.span ? [['when', narrow.span] as [string, string]] : []),
    ...(narrow.from ? [['from', narrow.from] as [string, string]] : []),
    ...(narrow.to ? [['to', narrow.to] as [string, string]] : []),
  ];
}

/** Days begin and end where who asks is. */
export function conditions(narrow: Narrow, now: Date): SearchWhere {
  const since = narrow.span ? begin(narrow.span, now) : midnight(narrow.from);
  const until = narrow.to ? midnight(narrow.to, 1) : null;
  return {
    ...(narrow.accounts.length ? { account: [...narrow.accounts] } : {}),
    ...(since ? { since: since.toISOString() } : {}),
    ...(until ? { until: until.toISOString() } : {}),
  };
}

export const narrowed = (narrow: Narrow): boolean => written(narrow).length > 0;

function begin(span: Span, now: Date): Date {
  if (span === 'year') return new Date(now.getFullYear(), 0, 1);
  const back = span === 'today' ? 0 : Number(span) - 1;
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - back);
}

function midnight(text: string, after = 0): Date | null {
  const [year = 0, month = 0, of = 0] = text.split('-').map(Number);
  const found = new Date(year, month - 1, of + after);
  const right = text !== '' && (after > 0 || (found.getMonth() === month - 1 && year > 1970));
  return right ? found : null;
}
