import { expect, test } from 'vitest';
import { everyDay } from './body.ts';

test('days on which nothing came stand between the others', () => {
  const day = (name: string, hits: number) => ({ day: name, looked_at: 9, hits });
  const all = everyDay([day('2026-03-28', 2), day('2026-03-31', 1)]);
  expect(all.map((each) => [each.day, each.hits])).toEqual([
    ['2026-03-28', 2],
    ['2026-03-29', 0],
    ['2026-03-30', 0],
    ['2026-03-31', 1],
  ]);
  expect(everyDay([])).toEqual([]);
});
