import { describe, expect, test } from 'vitest';
import { isOpen, NEW_HOURS, painted, parse, preview, wire, written } from './openings.ts';

describe('hours as people write them', () => {
  test.each([
    ['9-18', ['09:00-18:00']],
    ['9:30 – 12, 13–17.15', ['09:30-12:00', '13:00-17:15']],
    ['8 bis 12 Uhr und 14 bis 18 Uhr', ['08:00-12:00', '14:00-18:00']],
    ['0-24', ['00:00-24:00']],
    ['22-6', ['22:00-06:00']],
    ['13-17, 9-13', ['09:00-17:00']],
    ['', []],
  ])('%s', (text, found) => expect(wire(parse(text) ?? [])).toEqual(found));
  test.each(['nine', '9', '9-25', '9:61-12', '24-3', '9-12, 11-14'])('%s is none', (text) =>
    expect(parse(text)).toBeNull(),
  );
  test('are written as they are read', () =>
    expect(written(['09:00-12:00', '13:00-18:00'])).toBe('09:00–12:00, 13:00–18:00'));
});

describe('a painted day', () => {
  const day = parse('9-12, 13-18') ?? [];
  test('is open where it is', () => {
    expect(isOpen(day, 18)).toBe(true);
    expect(isOpen(day, 24)).toBe(false);
  });
  test('joins what touches', () =>
    expect(wire(painted(day, 24, 25, true))).toEqual(['09:00-18:00']));
  test('is cut in two', () =>
    expect(wire(painted(day, 31, 30, false))).toEqual([
      '09:00-12:00',
      '13:00-15:00',
      '16:00-18:00',
    ]));
  test('keeps what reaches over midnight', () =>
    expect(wire(painted(parse('22-6') ?? [], 44, 44, false))).toEqual(['22:30-06:00']));
});

test('the next days know holidays, days of their own, and when there is work all the same', () => {
  const hours = {
    ...NEW_HOURS,
    holidays: {
      regions: ['DE-NW'],
      also: { '2026-12-24': { de: 'Heiligabend', en: 'Christmas Eve' } },
      except: ['2026-12-26'],
    },
    exceptions: { '2026-12-28': { reason: 'Inventur', openings: ['09:00-12:00'] } },
  };
  const free = new Map([
    ['2026-12-25', 'Erster Weihnachtstag'],
    ['2026-12-26', 'Zweiter Weihnachtstag'],
  ]);
  const days = preview(hours, free, new Date(2026, 11, 23), 6, 'de');
  expect(days.map((each) => [each.date.slice(-2), each.openings.join(), each.why?.name])).toEqual([
    ['23', '09:00-18:00', undefined],
    ['24', '', 'Heiligabend'],
    ['25', '', 'Erster Weihnachtstag'],
    ['26', '', undefined],
    ['27', '', undefined],
    ['28', '09:00-12:00', 'Inventur'],
  ]);
});
