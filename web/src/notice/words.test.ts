import { expect, test } from 'vitest';
import type { Tone } from './types.ts';
import { weighty } from './words.ts';

test('what counted is said in words, the strongest only, and never as the end of a sentence', () => {
  const text = 'Wieder tot. Danke auch!!!';
  const word = (of: string, weight: number) => {
    const start = text.indexOf(of);
    return { start, end: start + of.length, weight };
  };
  const words = [
    word('.', 3),
    word('tot', 4),
    word('!!!', 3),
    word('auch', 0.1),
    word('Danke', -2),
  ];
  expect(weighty({ words } as unknown as Tone, text)).toEqual(['tot', '!!!']);
});
