import { expect, test } from 'vitest';
import { seconds, split } from './lengths.ts';

test.each([
  [1800, { value: 30, unit: 'minute' }],
  [14_400, { value: 4, unit: 'hour' }],
  [172_800, { value: 2, unit: 'day' }],
  [5400, { value: 90, unit: 'minute' }],
])('%i seconds', (all, found) => expect(split(all)).toEqual(found));

test.each([
  ['4', 'hour', 14_400],
  ['1,5', 'hour', 5400],
  ['', 'hour', null],
  ['0', 'minute', null],
  ['soon', 'day', null],
  ['400', 'day', null],
] as const)('"%s" %s', (text, unit, found) => expect(seconds(text, unit)).toBe(found));
