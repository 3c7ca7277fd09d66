import { describe, expect, it } from 'vitest';
import { dollars } from './money.ts';

describe('small sums', () => {
  it.each([
    [0, '$0.00'],
    [10_000, '$0.01'],
    [15_000, '$0.015'],
    [5_000, '$0.005'],
    [200_000, '$0.20'],
    [12_345_678, '$12.35'],
  ])('%d millionths are %s', (micros, said) => {
    expect(dollars(micros, 'en')).toBe(said);
  });
  it('are written as people write them', () => {
    expect(dollars(200_000, 'de').replace(/\s/g, ' ')).toBe('0,20 $');
  });
});
