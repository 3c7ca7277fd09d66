// What was spent, summed up.
import type { Spending } from '../../core/types.ts';

export interface Kind {
  kind: string;
  count: number;
  micros: number;
}

/** This month's calls (UTC, as the budget counts) by kind, the dearest first. */
export function byKind(lines: Spending['lines'], at: string): Kind[] {
  const month = new Date(at).toISOString().slice(0, 7);
  const kinds = new Map<string, Kind>();
  for (const { day, kind, count, micros } of lines) {
    if (!day.startsWith(month)) continue;
    const sum = kinds.get(kind) ?? { kind, count: 0, micros: 0 };
    kinds.set(kind, { kind, count: sum.count + count, micros: sum.micros + micros });
  }
  return [...kinds.values()]
    .filter((each) => each.count || each.micros)
    .sort((a, b) => b.micros - a.micros || b.count - a.count);
}

/** How much of a budget is spent, 1 for all of it; `null` where there is none. */
export const share = (spent: number, budget: number): number | null =>
  budget > 0 ? spent / budget : null;
