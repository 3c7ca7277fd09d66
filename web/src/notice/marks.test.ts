import { expect, test } from 'vitest';
import { parts } from './marks.ts';

const shown = (text: string, ...places: [number, number][]): string =>
  parts(
    text,
    places.map(([start, end]) => ({ start, end })),
  )
    .map((part) => (part.on ? `[${part.text}]` : part.text))
    .join('');

test.each<[string, [number, number][], string]>([
  ['kein Netz', [], 'kein Netz'],
  ['kein Netz', [[5, 9]], 'kein [Netz]'],
  [
    'kein Netz',
    [
      [5, 9],
      [0, 4],
    ],
    '[kein] [Netz]',
  ],
  [
    'kein Netz',
    [
      [0, 6],
      [5, 9],
    ],
    '[kein Netz]',
  ],
  [
    'kein Netz',
    [
      [0, 9],
      [2, 4],
    ],
    '[kein Netz]',
  ],
  ['kein Netz', [[5, 99]], 'kein [Netz]'],
  ['kein Netz', [[9, 12]], 'kein Netz'],
  ['😡 Netz', [[0, 2]], '[😡] Netz'],
  ['', [[0, 2]], ''],
])('%s with %j', (text, places, expected) => {
  expect(shown(text, ...places)).toBe(expected);
});
