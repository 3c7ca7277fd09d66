import { describe, expect, it } from 'vitest';
import { parseWhen, suggestions } from './snooze.ts';

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
    ['morgen früh', at(11, 19, 9)],
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
    ['nächste woche', at(11, 23, 9)],
    ['Kommende Woche', at(11, 23, 9)],
    ['next week', at(11, 23, 9)],
    ['ende nächster woche', at(11, 27, 15)],
    ['nächste Woche Freitag', at(11, 27, 9)],
    ['freitag nächste woche', at(11, 27, 9)],
    ['next week friday 3pm', at(11, 27, 15)],
    ['kommenden Freitag', at(11, 20, 9)],
    ['am kommenden Freitag um 10', at(11, 20, 10)],
    ['diesen freitag', at(11, 20, 9)],
    ['nächsten mittwoch', at(11, 25, 9)],
    ['mittwoch 17 uhr', at(11, 18, 17)],
    ['ende der woche', at(11, 20, 15)],
    ['end of the week', at(11, 20, 15)],
    ['mitte der woche', at(11, 25, 9)],
    ['wochenende', at(11, 21, 9)],
    ['nächsten monat', at(12, 1, 9)],
    ['monatsende', at(11, 30, 9)],
    ['in 2 monaten', at(1, 18, 9, 0, 2027)],
    ['halb drei', at(11, 18, 14, 30)],
    ['halb zwei', at(11, 19, 13, 30)],
    ['morgen halb drei', at(11, 19, 14, 30)],
    ['halb neun', at(11, 19, 8, 30)],
    ['halb neun abends', at(11, 18, 20, 30)],
    ['viertel nach vier', at(11, 18, 16, 15)],
    ['dreiviertel fünf', at(11, 18, 16, 45)],
    ['half past four', at(11, 18, 16, 30)],
    ['quarter to five', at(11, 18, 16, 45)],
    ['drei', at(11, 18, 15)],
    ['um vier uhr', at(11, 18, 16)],
    ['heute abend', at(11, 18, 18)],
    ['heute nachmittag', at(11, 18, 15)],
    ['abends um acht', at(11, 18, 20)],
    ['morgen früh um 8', at(11, 19, 8)],
    ['in einer halben stunde', at(11, 18, 14, 50)],
    ['später', at(11, 18, 17, 30)],
    ['bis zum Freitag', at(11, 20, 9)],
  ])('%s', (text, wanted) => {
    const meant = parseWhen(text, now);
    expect(meant?.at.toString()).toBe(new Date(wanted).toString());
    expect(meant?.over).toBe(false);
  });

  it.each(['', 'bald', '31.2.', '25 uhr', 'in 9999 tagen', 'xyz 3', 'halb', 'nächste', 'am'])(
    'not %s',
    (text) => {
      expect(parseWhen(text, now)).toBeNull();
    },
  );

  it.each([
    ['heute früh', at(11, 19, 9)],
    ['heute 9 uhr', at(11, 19, 9)],
    ['heute mittag', at(11, 19, 12)],
    ['gestern', at(11, 19, 9)],
    ['2020-01-01', at(11, 19, 9)],
    ['1.3.2020 18:00', at(11, 18, 18)],
  ])('%s is over, so the next time that makes sense', (text, wanted) => {
    const meant = parseWhen(text, now);
    expect(meant?.at.toString()).toBe(new Date(wanted).toString());
    expect(meant?.over).toBe(true);
  });

  it('says that this evening is over, and offers the next', () => {
    const meant = parseWhen('heute abend', new Date(2026, 10, 18, 19, 5));
    expect(meant).toEqual({ at: new Date(2026, 10, 19, 18), over: true });
  });

  it('"morgen früh" is the time that the suggestion of that name has', () => {
    const offered = suggestions(now).find((each) => each.id === 'tomorrow');
    expect(parseWhen('morgen früh', now)?.at).toEqual(offered?.at);
  });

  it.each([22, 23])('offers no time twice (on the %i.)', (day) => {
    const times = suggestions(new Date(2026, 10, day, 10)).map((each) => each.at.getTime());
    expect(new Set(times).size).toBe(times.length);
  });

  it('offers nothing later today when today is over', () => {
    expect(suggestions(new Date(2026, 10, 18, 22)).map((each) => each.id)).not.toContain('later');
  });
});
