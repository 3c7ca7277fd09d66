import { expect, test } from 'vitest';
import { lasting, roughly } from './spans.ts';

const plain = (text: string): string => text.replace(/\u00a0|\u202f/g, ' ');

test.each([
  [0, '0 Sek.'],
  [45, '45 Sek.'],
  [720, '12 Min.'],
  [3600, '1 Std.'],
  [12_000, '3 Std. 20 Min.'],
  [86_400, '1 Tag'],
  [187_200, '2 Tage 4 Std.'],
])('%i seconds are %s', (seconds, text) => expect(plain(lasting(seconds, 'de'))).toBe(text));

test('an axis has one unit', () => {
  expect(plain(roughly(14_400, 'de'))).toBe('4 Std.');
  expect(plain(roughly(172_800, 'en'))).toBe('2 days');
});
