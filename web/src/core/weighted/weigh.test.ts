import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { linksIn, weigh } from './weigh.ts';

interface Vector {
  name: string;
  text: string;
  length: number;
  urls: string[];
}
const path = new URL('../../../../crates/gerne-twitter-text/src/vectors.json', import.meta.url);
const vectors = JSON.parse(readFileSync(path, 'utf8')) as Vector[];

describe('weighing, by the vectors that the server is held to as well', () => {
  it.each(vectors.map((each) => [each.name, each] as const))('%s', (_, each) => {
    expect(linksIn(each.text)).toEqual(each.urls);
    expect(weigh(each.text)).toBe(each.length);
  });
  it('is quick on a very long text', () => {
    const text = `${'a.'.repeat(1500)} ${'https://x.de/('.repeat(500)}`;
    const began = performance.now();
    weigh(text);
    expect(performance.now() - began).toBeLessThan(3000);
  });
});
