// What is written of a rule, and the days of its trial. Pure.
import type { BackTest, Precision, Rule, RuleBody } from '../notice/types.ts';

export const EMPTY: RuleBody = {
  name: '',
  text: '',
  team_id: null,
  accounts: [],
  watches: [],
  flags: true,
  actions: [],
  waiting: null,
  dry: false,
  on: true,
};

/** What may be sent back of a rule. */
export const bodyOf = (rule: Rule): RuleBody => ({
  name: rule.name,
  text: rule.text,
  team_id: rule.team_id ?? null,
  accounts: rule.accounts,
  watches: rule.watches,
  flags: rule.flags,
  actions: rule.actions,
  waiting: rule.waiting ?? null,
  dry: rule.dry,
  on: rule.on,
});

const DAY_MS = 86_400_000;

/** Every day from the first to the last, also those on which nothing came. */
export function everyDay(days: BackTest['days']): BackTest['days'] {
  const known = new Map(days.map((each) => [each.day, each]));
  const [first, last] = [days.at(0)?.day, days.at(-1)?.day];
  if (!first || !last) return [];
  const all: BackTest['days'] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10);
    all.push(known.get(day) ?? { day, looked_at: 0, hits: 0 });
  }
  return all;
}

/** Whether anything was decided in any of these weeks. */
export const decided = (weeks: readonly Precision[]): boolean =>
  weeks.some((each) => each.share !== null);
