import { expect, test } from 'vitest';
import { growth } from './growth.ts';

const at = (clock: string): string => `2026-11-23T${clock}:00Z`;
const counts = (...clocks: string[]): number[] => growth(clocks.map(at)).map((each) => each.count);

test('nobody, one, and many in whole stretches', () => {
  expect(growth([])).toEqual([]);
  expect(counts('09:40')).toEqual([1]);
  expect(counts('09:40', '09:41', '09:40', '09:43')).toEqual([2, 1, 0, 1]);
});

test('a long time is cut into few stretches, and nobody is lost', () => {
  const all = growth([at('06:00'), at('14:59'), at('06:10'), at('22:00')]);
  expect(all.length).toBeLessThanOrEqual(17);
  expect(all.reduce((sum, each) => sum + each.count, 0)).toBe(4);
  expect(all[0]?.from.toISOString()).toBe('2026-11-23T06:00:00.000Z');
});
