import { expect, test } from 'vitest';
import * as time from './time.ts';

const DAY = 24 * 60 * 60 * 1000;

test('inside of a sentence days are written as people write them', () => {
  const now = new Date(2026, 10, 21, 12);
  const tomorrow = new Date(2026, 10, 22, 8);
  expect(time.when(tomorrow, now, 'de')).toBe('Morgen, 08:00');
  expect(time.whenIn(tomorrow, now, 'de')).toBe('morgen, 08:00');
  expect(time.whenIn(new Date(2026, 10, 25, 8), now, 'de')).toMatch(/^Mittwoch, 25/);
  expect(time.span(2 * DAY, 'de')).toBe('2 Tage');
  expect(time.spanAfter(2 * DAY, 'de')).toBe('2 Tagen');
  expect(time.spanAfter(DAY, 'de')).toBe('1 Tag');
  expect(time.spanAfter(2 * DAY, 'en')).toBe('2 days');
});

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

test('who is late by days is told the hours, who is late by weeks is not', () => {
  const hour = DAY / 24;
  expect(time.spanFine(DAY + 21.5 * hour, 'de')).toBe('1 Tag 21 Std.');
  expect(time.spanFine(2 * DAY, 'de')).toBe('2 Tage');
  expect(time.spanFine(5 * hour, 'en')).toBe(time.span(5 * hour, 'en'));
  expect(time.spanFine(9 * DAY + hour, 'de')).toBe('9 Tage');
});

test('where there is little room, a day is its short name and number', () => {
  const now = new Date(2026, 10, 21, 12);
  expect(time.whenShort(new Date(2026, 10, 21, 16), now, 'de')).toBe('16:00');
  expect(time.whenShort(new Date(2026, 10, 22, 9), now, 'de')).toBe('Morgen, 09:00');
  expect(time.whenShort(new Date(2026, 10, 29, 9), now, 'de')).toBe('So., 29.11., 09:00');
  expect(time.whenShort(new Date(2027, 0, 4, 9), now, 'de')).toBe('Mo., 04.01.27, 09:00');
});
