// Times as people say them. Everything takes `now`: the server's, as far as we know it.
import type { Language } from './types.ts';

const cache = new Map<string, Intl.DateTimeFormat | Intl.RelativeTimeFormat | Intl.NumberFormat>();

function kept<T extends Intl.DateTimeFormat | Intl.RelativeTimeFormat | Intl.NumberFormat>(
  key: string,
  make: () => T,
): T {
  const found = cache.get(key) as T | undefined;
  if (found) return found;
  const made = make();
  cache.set(key, made);
  return made;
}

const format = (language: Language, name: string, options: Intl.DateTimeFormatOptions) =>
  kept(`${language} ${name}`, () => new Intl.DateTimeFormat(locale(language), options));

export const locale = (language: Language): string => (language === 'de' ? 'de-DE' : 'en-GB');

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export function clock(at: Date, language: Language): string {
  return format(language, 'clock', { hour: '2-digit', minute: '2-digit' }).format(at);
}

/** Exact, with zone: for titles and printing. */
export function exact(at: Date, language: Language): string {
  return format(language, 'exact', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(at);
}

export function startOfDay(at: Date): Date {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate());
}

/** How many calendar days `at` lies before `now`; negative when after. */
export function daysAgo(at: Date, now: Date): number {
  return Math.round((startOfDay(now).getTime() - startOfDay(at).getTime()) / DAY);
}

/** "Heute", "Gestern", "Mittwoch", "12. November": a mark between days. */
export function dayName(at: Date, now: Date, language: Language): string {
  const days = daysAgo(at, now);
  if (days === 0 || days === 1 || days === -1) return capital(relativeDay(days, language));
  const sameYear = at.getFullYear() === now.getFullYear();
  if (days > 1 && days < 7)
    return format(language, 'weekday', { weekday: 'long', day: 'numeric', month: 'long' }).format(
      at,
    );
  return format(language, sameYear ? 'day' : 'day-year', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(at);
}

/** As short as a list allows: "14:05", "Gestern", "Mi.", "12.11.", "12.11.24". */
export function brief(at: Date, now: Date, language: Language): string {
  const days = daysAgo(at, now);
  if (days === 0) return clock(at, language);
  if (days === 1 || days === -1) return dayName(at, now, language);
  if (days > 1 && days < 7) return format(language, 'wd', { weekday: 'short' }).format(at);
  const sameYear = at.getFullYear() === now.getFullYear();
  return format(language, sameYear ? 'dm' : 'dmy', {
    day: '2-digit',
    month: '2-digit',
    ...(sameYear ? {} : { year: '2-digit' }),
  }).format(at);
}

/** "Gestern, 14:05": when something was said or will happen. */
export function when(at: Date, now: Date, language: Language): string {
  return daysAgo(at, now) === 0
    ? clock(at, language)
    : `${dayName(at, now, language)}, ${clock(at, language)}`;
}

/** The same inside of a sentence: "bis morgen, 14:05". */
export function whenIn(at: Date, now: Date, language: Language): string {
  const days = daysAgo(at, now);
  return days === 1 || days === -1
    ? `${relativeDay(days, language)}, ${clock(at, language)}`
    : when(at, now, language);
}

/** The same where there is little room: "So., 29.11., 09:00". */
export function whenShort(at: Date, now: Date, language: Language): string {
  const days = daysAgo(at, now);
  if (days === 0) return clock(at, language);
  if (days === 1 || days === -1) return `${brief(at, now, language)}, ${clock(at, language)}`;
  const sameYear = at.getFullYear() === now.getFullYear();
  return format(language, sameYear ? 'wdm' : 'wdmy', {
    weekday: 'short',
    day: '2-digit',
    month: '2-digit',
    ...(sameYear ? {} : { year: '2-digit' }),
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
}

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/;

/** Values of the server's for a sentence: an instant among them as people say it. */
export function spoken(
  values: Record<string, unknown>,
  now: Date,
  language: Language,
): Record<string, string | number> {
  const args: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(values))
    if (typeof value === 'string')
      args[name] = INSTANT.test(value) ? whenIn(new Date(value), now, language) : value;
    else if (typeof value === 'number') args[name] = value;
  return args;
}

/** A span in its largest fitting unit: "3 Min.", "4 Std.", "2 Tage". */
export function span(ms: number, language: Language): string {
  const size = Math.abs(ms);
  const unit = size < HOUR ? 'minute' : size < DAY ? 'hour' : 'day';
  const divisor = unit === 'minute' ? MINUTE : unit === 'hour' ? HOUR : DAY;
  const value = Math.max(unit === 'minute' ? 0 : 1, Math.floor(size / divisor));
  return kept(
    `${language} span ${unit}`,
    () =>
      new Intl.NumberFormat(locale(language), {
        style: 'unit',
        unit,
        unitDisplay: unit === 'day' ? 'long' : 'short',
      }),
  ).format(value);
}

/** So many hours, also when they are a day: "24 Std.". */
export function hours(seconds: number, language: Language): string {
  return kept(
    `${language} span hour`,
    () =>
      new Intl.NumberFormat(locale(language), {
        style: 'unit',
        unit: 'hour',
        unitDisplay: 'short',
      }),
  ).format(Math.round(seconds / 3600));
}

/** The same with the hours beside few days: "1 Tag 3 Std."; a day is a long time to be late. */
export function spanFine(ms: number, language: Language): string {
  const size = Math.abs(ms);
  const hours = Math.floor((size % DAY) / HOUR);
  const days = span(size, language);
  return size >= DAY && size < 7 * DAY && hours > 0
    ? `${days} ${span(hours * HOUR, language)}`
    : days;
}

/** The same after "seit" and "in", which ask for the dative: "2 Tagen". */
export function spanAfter(ms: number, language: Language): string {
  const text = span(ms, language);
  return language === 'de' ? text.replace(/Tage$/, 'Tagen') : text;
}

export function number(value: number, language: Language): string {
  return kept(`${language} number`, () => new Intl.NumberFormat(locale(language))).format(value);
}

export function bytes(size: number, language: Language): string {
  const [unit, value] =
    size < 1024 * 1024
      ? (['kilobyte', Math.max(1, size / 1024)] as const)
      : (['megabyte', size / 1024 / 1024] as const);
  return kept(
    `${language} size ${unit}`,
    () =>
      new Intl.NumberFormat(locale(language), {
        style: 'unit',
        unit,
        maximumFractionDigits: unit === 'megabyte' ? 1 : 0,
      }),
  ).format(value);
}

function relativeDay(days: number, language: Language): string {
  const format = kept(
    `${language} relative auto`,
    () => new Intl.RelativeTimeFormat(locale(language), { numeric: 'auto' }),
  );
  return format.format(-days, 'day');
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
