// Opening hours as people write them: "9-12, 13:30-18". Pure.
import type { Exception, HoursBody, Week } from './types.ts';

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const satisfies readonly (keyof Week)[];
export type Weekday = (typeof WEEKDAYS)[number];

/** Minutes after midnight; `to` above a day is on the next one. */
export interface Opening {
  from: number;
  to: number;
}

export const DAY_MINUTES = 24 * 60;

const TIME = '(\\d{1,2})(?:[:.h](\\d\\d))?(?:\\s*(?:uhr|h))?';
const SPAN = new RegExp(`^${TIME}\\s*(?:-|–|—|bis|to|until)\\s*${TIME}$`, 'i');

/** What somebody wrote, in order; null: no hours can be read from it. Nothing is closed. */
export function parse(text: string): Opening[] | null {
  const found: Opening[] = [];
  for (const part of text.split(/[,;+]|\bund\b|\band\b/i).map((each) => each.trim())) {
    if (!part) continue;
    const match = SPAN.exec(part);
    const from = minutes(match?.[1], match?.[2]);
    const to = minutes(match?.[3], match?.[4]);
    if (from === null || to === null || from >= DAY_MINUTES) return null;
    found.push({ from, to: to > from ? to : to + DAY_MINUTES });
  }
  found.sort((a, b) => a.from - b.from);
  const apart = found.every((each, i) => (found[i - 1]?.to ?? 0) <= each.from);
  return apart ? joined(found) : null;
}

function minutes(hour: string | undefined, minute: string | undefined): number | null {
  if (hour === undefined) return null;
  const [hours, rest] = [Number(hour), Number(minute ?? 0)];
  const all = hours * 60 + rest;
  return rest < 60 && all <= DAY_MINUTES ? all : null;
}

const joined = (all: readonly Opening[]): Opening[] => {
  const found: Opening[] = [];
  for (const each of all) {
    const last = found.at(-1);
    if (last && last.to === each.from) last.to = each.to;
    else found.push({ ...each });
  }
  return found;
};

const two = (value: number): string => String(value).padStart(2, '0');
const clock = (at: number): string =>
  at === DAY_MINUTES ? '24:00' : `${two(Math.floor((at % DAY_MINUTES) / 60))}:${two(at % 60)}`;

/** As the server has it: `09:00-18:00`. */
export const wire = (all: readonly Opening[]): string[] =>
  all.map(({ from, to }) => `${clock(from)}-${clock(to)}`);

/** As it stands in a field: "09:00–12:00, 13:00–18:00". */
export const written = (all: readonly string[]): string =>
  all.map((each) => each.replace('-', '–')).join(', ');

/** Openings of the server's. */
export const openings = (all: readonly string[]): Opening[] => parse(all.join(',')) ?? [];

/** Steps of a day in a grid, half an hour each. */
export const STEP = 30;
export const STEPS = DAY_MINUTES / STEP;

/** Whether a step of a day is open, at least in part. */
export const isOpen = (all: readonly Opening[], step: number): boolean =>
  all.some(({ from, to }) => from < (step + 1) * STEP && to > step * STEP);

/** The day with a range of steps opened or closed; what reaches over midnight stays as it is. */
export function painted(
  all: readonly Opening[],
  first: number,
  last: number,
  open: boolean,
): Opening[] {
  const [from, to] = [Math.min(first, last) * STEP, (Math.max(first, last) + 1) * STEP];
  const rest = all.flatMap((each) => [
    ...(each.from < from ? [{ from: each.from, to: Math.min(each.to, from) }] : []),
    ...(each.to > to ? [{ from: Math.max(each.from, to), to: each.to }] : []),
  ]);
  const found = open ? [...rest, { from, to }] : rest;
  return joined(found.toSorted((a, b) => a.from - b.from));
}

/** What holds on a date, and why it is not what usually does. */
export interface Day {
  date: string;
  openings: string[];
  why: { kind: 'exception' | 'holiday'; name: string } | null;
}

/** The next days as these hours make them; `free` are the days of the chosen regions. */
export function preview(
  hours: HoursBody,
  free: ReadonlyMap<string, string>,
  from: Date,
  count: number,
  language: 'de' | 'en',
): Day[] {
  return Array.from({ length: count }, (_, i) => {
    const at = new Date(from.getFullYear(), from.getMonth(), from.getDate() + i);
    const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
    const exception: Exception | undefined = hours.exceptions[date];
    if (exception)
      return {
        date,
        openings: exception.openings,
        why: { kind: 'exception', name: exception.reason },
      };
    const also = hours.holidays.also[date]?.[language];
    const law = hours.holidays.except.includes(date) ? undefined : free.get(date);
    if (also !== undefined || law !== undefined)
      return { date, openings: [], why: { kind: 'holiday', name: also || law || '' } };
    const weekday = WEEKDAYS[(at.getDay() + 6) % 7] ?? 'monday';
    return { date, openings: hours.week[weekday], why: null };
  });
}

export const NEW_HOURS: HoursBody = {
  zone: 'Europe/Berlin',
  week: {
    monday: ['09:00-18:00'],
    tuesday: ['09:00-18:00'],
    wednesday: ['09:00-18:00'],
    thursday: ['09:00-18:00'],
    friday: ['09:00-18:00'],
    saturday: [],
    sunday: [],
  },
  holidays: { regions: [], also: {}, except: [] },
  exceptions: {},
  covered_by: null,
};
