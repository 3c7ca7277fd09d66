import { expect, test } from 'vitest';
import * as time from './time.ts';

const DAY = 24 * 60 * 60 * 1000;

test('a span of days and the name of a day never share a format', () => {
  const now = new Date('2026-11-21T12:00:00Z');
  const soon = new Date(now.getTime() + 2 * DAY);
  for (const language of ['de', 'en'] as const) {
    const span = time.span(2 * DAY, language);
    const name = time.dayName(soon, now, language);
    expect(span).toMatch(/^2 /);
    expect(name).not.toMatch(/[0-9]{6}/);
    expect(time.span(2 * DAY, language)).toBe(span);
  }
});
