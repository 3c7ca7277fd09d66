// Questions that are kept: between the server's words and the address's. Pure.
import { days, FIRST, ONLIES, type Question, type Range } from './question.ts';
import type { Saved, SavedQuestion } from '../time/types.ts';

const RANGES: Partial<Record<Range, SavedQuestion['range']>> = {
  '7': 'last_7_days',
  '28': 'last_28_days',
  '90': 'last_90_days',
  '365': 'last_365_days',
  month: 'last_month',
};

const ANY = { from: null, until: null };
/** By nothing. */
const NARROWED = {
  account: null,
  team: null,
  label: null,
  rule: null,
  priority: null,
  language: null,
  hour: null,
  weekday: null,
};

/** As it is kept; null while it has no range. */
export function kept(question: Question, now: Date): SavedQuestion | null {
  const range = RANGES[question.range] ?? 'fixed';
  const fixed = range === 'fixed' ? days(question, now) : ANY;
  if (!fixed) return null;
  const { metric, compare, mine, where, only } = question;
  return {
    metric,
    range,
    ...fixed,
    by: question.by || null,
    compare,
    mine,
    ...NARROWED,
    ...(where ? { [where.kind]: where.id } : {}),
    ...(only
      ? { [only.kind]: only.kind === 'hour' || only.kind === 'weekday' ? +only.value : only.value }
      : {}),
  };
}

/** As it is asked today; the clock is whoever's looks. */
export function opened(saved: Saved, clock: Question['clock']): Question {
  const { question } = saved;
  const range = (Object.keys(RANGES) as Range[]).find((each) => RANGES[each] === question.range);
  const only = ONLIES.find((each) => question[each] !== null);
  return {
    ...FIRST,
    metric: question.metric,
    range: range ?? 'own',
    from: range ? '' : saved.from,
    to: range ? '' : before(saved.until),
    by: question.by ?? '',
    clock,
    compare: question.compare,
    mine: question.mine,
    where: question.account
      ? { kind: 'account', id: question.account }
      : question.team
        ? { kind: 'team', id: question.team }
        : null,
    only: only ? { kind: only, value: String(question[only]) } : null,
  };
}

/** The day before a day. */
function before(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() - 1);
  return at.toISOString().slice(0, 10);
}
