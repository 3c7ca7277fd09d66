import { describe, expect, it } from 'vitest';
import { snippet } from './snippet.ts';

const shown = (text: string, marks: number[][]): string =>
  snippet(text, marks)
    .map((part) => (part.marked ? `[${part.text}]` : part.text))
    .join('');

describe('why a message was found', () => {
  it('marks the words', () => {
    expect(shown('Mein Paket ist weg', [[5, 10]])).toBe('Mein [Paket] ist weg');
  });
  it('counts as browsers do', () => {
    expect(shown('😀 Paket', [[3, 8]])).toBe('😀 [Paket]');
  });
  it('cuts around the first mark', () => {
    const text = `${'wort '.repeat(60)}Paket ${'ende '.repeat(60)}`;
    const cut = shown(text, [[300, 305]]);
    expect(cut.startsWith('… wort')).toBe(true);
    expect(cut).toContain('[Paket]');
    expect(cut.endsWith(' …')).toBe(true);
    expect(cut.length).toBeLessThan(260);
  });
  it('bears marks that overlap or lie outside', () => {
    expect(
      shown('abc def', [
        [0, 3],
        [2, 3],
        [90, 95],
      ]),
    ).toBe('[abc] def');
  });
  it('shows the beginning when nothing is marked', () => {
    expect(shown('a\n b', [])).toBe('a b');
  });
});
