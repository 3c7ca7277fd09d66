import { expect, test } from 'vitest';
import { countTicks, everyNth, spanTicks } from './axis.ts';

test.each([
  [0, [1]],
  [50, [30, 60]],
  [5000, [1800, 3600, 5400]],
  [90_000, [43_200, 86_400, 129_600]],
])('spans up to %i', (most, found) => expect(spanTicks(most)).toEqual(found));

test.each([
  [3, [1, 2, 3]],
  [17, [5, 10, 15, 20]],
  [1234, [500, 1000, 1500]],
])('numbers up to %i', (most, found) => expect(countTicks(most)).toEqual(found));

test('what has no room is left out evenly', () => {
  expect(everyNth(24, 900, 30)).toBe(1);
  expect(everyNth(28, 300, 40)).toBe(4);
});
