import { describe, expect, it } from 'vitest';
import { shorter } from './days.ts';

describe('keeping shorter', () => {
  it.each([
    [0, 30, true],
    [365, 30, true],
    [30, 365, false],
    [30, 0, false],
    [0, 0, false],
    [30, 30, false],
  ])('from %i to %i days: %s', (before, after, wanted) => {
    expect(shorter(before, after)).toBe(wanted);
  });
});
