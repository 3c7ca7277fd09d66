import { describe, expect, it } from 'vitest';
import { parseWhen } from './snooze.ts';

// A Wednesday, 14:20.
const now = new Date(2026, 10, 18, 14, 20);
const at = (month: number, day: number, hour: number, minute = 0, year = 2026): number =>
  new Date(year, month - 1, day, hour, minute).getTime();

describe('until when', () => {
  it.each([
    ['in 3 tagen', at(11, 21, 9)],
    ['3 days', at(11, 21, 9)],
    ['in einer woche', at(11, 25, 9)],
    ['in 2h', at(11, 18, 16, 20)],
    ['in 45 min', at(11, 18, 15, 5)],
    ['zwei Stunden', at(11, 18, 16, 20)],
    ['morgen', at(11, 19, 9)],
    ['morgen 14 uhr', at(11, 19, 14)],
    ['morgen früh', at(11, 19, 8)],
    ['tomorrow afternoon', at(11, 19, 15)],
    ['übermorgen', at(11, 20, 9)],
    ['Fr 15 Uhr', at(11, 20, 15)],
    ['fri 3pm', at(11, 20, 15)],
    ['Montag', at(11, 23, 9)],
    ['mittwoch', at(11, 25, 9)],
    ['am Freitag um 8:30', at(11, 20, 8, 30)],
    ['17 uhr', at(11, 18, 17)],
    ['9 uhr', at(11, 19, 9)],
    ['12.3.', at(3, 12, 9, 0, 2027)],
    ['24.12. 10:15', at(12, 24, 10, 15)],
    ['2027-03-12', at(3, 12, 9, 0, 2027)],
  ])('%s', (text, wanted) => {
    expect(parseWhen(text, now)?.getTime()).toBe(wanted);
  });

  it.each(['', 'bald', '31.2.', 'gestern', '25 uhr', 'in 9999 tagen', '2020-01-01', 'xyz 3'])(
    'not %s',
    (text) => {
      expect(parseWhen(text, now)).toBeNull();
    },
  );
});
