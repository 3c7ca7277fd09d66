import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { count, fold, initials, overflow, pieces, safeName, readable, unfilled } from './text.ts';
import type { Counting } from './types.ts';

interface Vector {
  name: string;
  text: string;
  counting: Counting;
  length: number;
}
const path = new URL('../../../crates/gerne-connector/src/counting/vectors.json', import.meta.url);
const vectors = JSON.parse(readFileSync(path, 'utf8')) as Vector[];
const mastodon: Counting = { url_length: 23, mentions: 'local', weighted: false };

describe('counting, by the vectors that the server is held to as well', () => {
  it.each(vectors.map((each) => [each.name, each] as const))('%s', (_, each) => {
    expect(count(each.text, each.counting)).toBe(each.length);
  });
});

describe('overflow', () => {
  it('marks from the first character that no longer fits', () => {
    expect(overflow('abcdef', 4, 0, mastodon)).toBe(4);
    expect(overflow('abcdef', 6, 0, mastodon)).toBe(6);
    expect(overflow('abcdef', 6, 2, mastodon)).toBe(4);
    expect(overflow('ab👩‍👩‍👧‍👦cd', 3, 0, mastodon)).toBe('ab👩‍👩‍👧‍👦'.length);
  });
  it('is quick on a very long text', () => {
    const text = 'Grüße aus Köln. '.repeat(4000);
    const before = performance.now();
    overflow(text, 500, 0, mastodon);
    expect(performance.now() - before).toBeLessThan(1500);
  });
});

describe('names', () => {
  it('cannot turn what stands behind them', () => {
    expect(safeName('\u202eeve\u2066\n x')).toBe('eve x');
    expect(initials('Anna-Lena Özil')).toBe('AÖ');
    expect(initials('😀 Bo')).toBe('B');
    expect(initials('')).toBe('?');
    expect(fold('Müller Straße')).toBe(fold('mueller STRASSE'));
  });
});

describe('pieces', () => {
  it('finds links, mentions and pictures, and nothing else', () => {
    const found = pieces('Hi @anna@example.social :heart: <b> https://a.de/x?y=1. a@b.de', [
      { shortcode: 'heart', url: '/api/v1/proxy/x' },
    ]);
    expect(found.map((each) => [each.kind, each.text])).toEqual([
      ['text', 'Hi '],
      ['mention', '@anna@example.social'],
      ['text', ' '],
      ['emoji', ':heart:'],
      ['text', ' <b> '],
      ['link', 'a.de/x?y=1'],
      ['text', '. a@b.de'],
    ]);
  });
  it('makes no link of a script', () => {
    expect(pieces('javascript:alert(1)', [])).toEqual([
      { kind: 'text', text: 'javascript:alert(1)' },
    ]);
  });
});

it('what is put in for each person is shown by what it is called', () => {
  expect(readable('Guten Tag {customer}, hier ist {agent}.', 'Name', 'Ihr Name')).toBe(
    'Guten Tag ‹Name›, hier ist ‹Ihr Name›.',
  );
});

describe('places for names', () => {
  it('are seen where nobody filled them', () => {
    expect(unfilled('Hallo {customer}, danke!')).toBe('{customer}');
    expect(unfilled('Guten Tag {Name},')).toBe('{Name}');
    expect(unfilled('Setzen Sie { "a": 1 } oder {id} ein.')).toBe('');
  });
});
