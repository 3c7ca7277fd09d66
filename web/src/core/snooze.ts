// Until when something sleeps, in the words people type: "in 3 tagen", "freitag 15 uhr", "mon 9",
// "ende der woche", "halb drei".
import { DAY, HOUR, MINUTE, startOfDay } from './time.ts';

const WEEKDAYS: Record<string, number> = {
  so: 0, sonntag: 0, sun: 0, sunday: 0,
  mo: 1, montag: 1, mon: 1, monday: 1,
  di: 2, dienstag: 2, tue: 2, tuesday: 2,
  mi: 3, mittwoch: 3, wed: 3, wednesday: 3,
  do: 4, donnerstag: 4, thu: 4, thursday: 4,
  fr: 5, freitag: 5, fri: 5, friday: 5,
  sa: 6, samstag: 6, sonnabend: 6, sat: 6, saturday: 6,
}; // prettier-ignore

const NUMBERS: Record<string, number> = {
  a: 1, an: 1, one: 1, ein: 1, eine: 1, einem: 1, einer: 1, two: 2, zwei: 2, three: 3, drei: 3,
  eins: 1, four: 4, vier: 4, five: 5, fünf: 5, six: 6, sechs: 6, seven: 7, sieben: 7, eight: 8, acht: 8,
  nine: 9, neun: 9, ten: 10, zehn: 10, eleven: 11, elf: 11, twelve: 12, zwölf: 12,
  fourteen: 14, vierzehn: 14,
}; // prettier-ignore

/** The hour that "morning" means, and a day without an hour. */
export const MORNING = 9;
const AFTERNOON = 15;

export interface Meant {
  at: Date;
  /** What was said is over already: `at` is the next time that makes sense. */
  over: boolean;
}

type Clock = readonly [hour: number, minute: number];

export function laterToday(now: Date): Date {
  const later = new Date(now.getTime() + 3 * HOUR);
  later.setMinutes(Math.ceil(later.getMinutes() / 15) * 15, 0, 0);
  return later;
}

export function onDay(now: Date, days: number, hour = MORNING, minute = 0): Date {
  const day = startOfDay(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days, hour, minute);
}

export function nextWeekday(now: Date, weekday: number, hour = MORNING, minute = 0): Date {
  const days = (weekday - now.getDay() + 7) % 7 || 7;
  return onDay(now, days, hour, minute);
}

export interface Suggestion {
  id: 'later' | 'tomorrow' | 'monday' | 'week';
  at: Date;
}

/** What is offered without typing: each time once, and "today" only while there is some left. */
export function suggestions(now: Date): Suggestion[] {
  const later = laterToday(now);
  const all: Suggestion[] = [
    { id: 'tomorrow', at: onDay(now, 1) },
    { id: 'monday', at: nextWeekday(now, 1) },
    { id: 'week', at: onDay(now, 7) },
  ];
  if (later.getDate() === now.getDate()) all.unshift({ id: 'later', at: later });
  return all.filter(
    (each, i) => all.findIndex((other) => other.at.getTime() === each.at.getTime()) === i,
  );
}

/** What was meant, or null when nobody can tell. The time is never over. */
export function parseWhen(input: string, now: Date): Meant | null {
  const text = input
    .trim()
    .toLowerCase()
    .replace(/naechst/g, 'nächst')
    .replace(/uebermorgen/g, 'übermorgen')
    .replace(/\s+/g, ' ')
    .replace(/^(bis|until|till|ab)( zum| zur)? /, '')
    .replace(/^(am|on|um|at|zum|zur|der|dem|the) /, '');
  if (!text) return null;
  const found =
    spanned(text, now) ?? period(text, now) ?? dated(text, now) ?? named(text, now) ?? null;
  if (!found) return null;
  if (found.getTime() > now.getTime()) return { at: found, over: false };
  // The same time of day again, as soon as there is one; a far day that is over: tomorrow.
  const again = onDay(now, 0, found.getHours(), found.getMinutes());
  return {
    at:
      again.getTime() > now.getTime() ? again : onDay(now, 1, found.getHours(), found.getMinutes()),
    over: true,
  };
}

function spanned(text: string, now: Date): Date | null {
  if (/^(in )?(einer )?(halben|half an?) (stunde|hour)$/.test(text))
    return new Date(now.getTime() + 30 * MINUTE);
  const match =
    /^(?:in )?(\d+(?= ?)|[a-zäöü]+(?= )) ?(min|minuten?|minutes?|m|std|stunden?|hours?|h|tage?n?|tg|t|days?|d|wochen?|weeks?|w|monate?n?|months?)\.?$/.exec(
      text,
    );
  if (!match) return null;
  const count = Number(match[1]) || NUMBERS[match[1] ?? ''];
  const unit = match[2] ?? '';
  if (!count || count > 400) return null;
  if (/^mon/.test(unit)) {
    const day = startOfDay(now);
    const last = new Date(day.getFullYear(), day.getMonth() + count + 1, 0).getDate();
    const date = Math.min(day.getDate(), last);
    return new Date(day.getFullYear(), day.getMonth() + count, date, MORNING);
  }
  if (/^m/.test(unit)) return new Date(now.getTime() + count * MINUTE);
  if (/^(h|std|stunde)/.test(unit)) return new Date(now.getTime() + count * HOUR);
  const days = /^w/.test(unit) ? count * 7 : count;
  return onDay(now, days);
}

const NEXT = '(?:nächste[nrs]?|kommende[nrs]?|next)';

/** A week or a month, or a part of one. */
function period(text: string, now: Date): Date | null {
  if (/^(monatsende|ende des monats|end of (the )?month)$/.test(text)) {
    const last = new Date(now.getFullYear(), now.getMonth() + 1, 0, MORNING);
    return last.getTime() > now.getTime()
      ? last
      : new Date(now.getFullYear(), now.getMonth() + 2, 0, MORNING);
  }
  if (new RegExp(`^(anfang |start of )?(des )?${NEXT} (monats?|month)$`).test(text))
    return new Date(now.getFullYear(), now.getMonth() + 1, 1, MORNING);
  if (/^(wochenende|weekend)$/.test(text)) return nextWeekday(now, 6);
  const thisWeek =
    /^(anfang|mitte|ende|start of|middle of|end of) (?:(?:der|dieser|the|this) )?(?:woche|week)$/.exec(
      text,
    );
  if (thisWeek) return inWeek(now, thisWeek[1] ?? '', false);
  const next = new RegExp(
    `^(?:(anfang|mitte|ende|start of|middle of|end of) )?(?:der )?${NEXT} (?:woche|week)(?: (?:am |on )?(.+))?$`,
  ).exec(text);
  if (next?.[2]) return nextWeekOn(next[2], now);
  if (next) return inWeek(now, next[1] ?? 'anfang', true);
  const turned = new RegExp(`^(.+) ${NEXT} (?:woche|week)$`).exec(text);
  return turned?.[1] ? nextWeekOn(turned[1], now) : null;
}

function inWeek(now: Date, part: string, next: boolean): Date {
  const [weekday, hour] = /^(ende|end)/.test(part)
    ? [5, AFTERNOON]
    : /^(mitte|middle)/.test(part)
      ? [3, MORNING]
      : [1, MORNING];
  const monday = -((now.getDay() + 6) % 7);
  const at = onDay(now, monday + weekday - 1 + (next ? 7 : 0), hour);
  return at.getTime() > now.getTime() ? at : onDay(now, monday + weekday - 1 + 7, hour);
}

/** "freitag", or "freitag 15 uhr", of the week after this one. */
function nextWeekOn(text: string, now: Date): Date | null {
  const [word = '', ...others] = text.split(' ');
  const weekday = WEEKDAYS[word.replace(/[.,]$/, '')];
  const time = others.length ? clock(others.join(' ')) : ([MORNING, 0] as const);
  if (weekday === undefined || !time) return null;
  const monday = nextWeekday(now, 1);
  return onDay(monday, (weekday + 6) % 7, time[0], time[1]);
}

function dated(text: string, now: Date): Date | null {
  const german = /^(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}))?(?:,? (.+))?$/.exec(text);
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[t ](.+))?$/.exec(text);
  if (!german && !iso) return null;
  const [year, month, day, rest] = iso
    ? [Number(iso[1]), Number(iso[2]), Number(iso[3]), iso[4]]
    : [Number(german?.[3] ?? 0), Number(german?.[2]), Number(german?.[1]), german?.[4]];
  const time = rest ? clock(rest) : ([MORNING, 0] as const);
  if (!time || month < 1 || month > 12) return null;
  const made = new Date(year || now.getFullYear(), month - 1, day, time[0], time[1]);
  if (made.getMonth() !== month - 1) return null;
  if (!year && made.getTime() <= now.getTime()) made.setFullYear(made.getFullYear() + 1);
  return made;
}

function named(text: string, now: Date): Date | null {
  if (/^(später|spaeter|later)( heute| today)?$/.test(text)) return laterToday(now);
  const alone = clock(text);
  if (alone && !/^morgen( |$)/.test(text)) {
    const today = onDay(now, 0, alone[0], alone[1]);
    return today.getTime() > now.getTime() ? today : onDay(now, 1, alone[0], alone[1]);
  }
  const coming = new RegExp(`^(${NEXT}|diese[nrs]?|this) `).exec(text);
  const [word = '', ...others] = text.slice(coming?.[0].length ?? 0).split(' ');
  const rest = others.join(' ');
  const time = rest ? clock(rest) : ([MORNING, 0] as const);
  if (!time) return null;
  const name = word.replace(/[.,]$/, '');
  const day = (days: number): Date => onDay(now, days, time[0], time[1]);
  const weekday = WEEKDAYS[name];
  if (weekday !== undefined) {
    const today = day(0);
    const still = rest && !coming && now.getDay() === weekday && today.getTime() > now.getTime();
    return still ? today : nextWeekday(now, weekday, time[0], time[1]);
  }
  if (coming) return null;
  if (name === 'heute' || name === 'today') return rest ? day(0) : laterToday(now);
  if (name === 'morgen' || name === 'tomorrow') return day(1);
  if (name === 'übermorgen') return day(2);
  return name === 'gestern' || name === 'yesterday' ? day(-1) : null;
}

const PARTS: Record<string, Clock> = {
  früh: [MORNING, 0], frueh: [MORNING, 0], morgen: [MORNING, 0], morgens: [MORNING, 0],
  morning: [MORNING, 0], vormittag: [10, 0], vormittags: [10, 0], mittag: [12, 0],
  mittags: [12, 0], noon: [12, 0], nachmittag: [AFTERNOON, 0], nachmittags: [AFTERNOON, 0],
  afternoon: [AFTERNOON, 0], abend: [18, 0], abends: [18, 0], evening: [18, 0],
}; // prettier-ignore

/** A time of day: "15 uhr", "3pm", "halb drei", "abends", "abends um acht". */
function clock(text: string): Clock | null {
  const words = text
    .replace(/^(, )?(um|at|gegen|in the|am) /, '')
    .split(' ')
    .filter((word) => !['um', 'at', 'gegen', 'in', 'the', 'am'].includes(word));
  const parts = words.filter((word) => PARTS[word]);
  const rest = words.filter((word) => !PARTS[word]).join(' ');
  const part = parts[0] ? PARTS[parts[0]] : undefined;
  if (parts.length > 1 || (!rest && !part)) return null;
  if (!rest) return part ?? null;
  const time = spoken(rest) ?? digits(rest);
  if (!time) return null;
  // "abends um acht" is twenty; "morgens um drei" stays what it is.
  if (part && part[0] >= 12 && time[0] < 12 && time[0] + 12 - part[0] < 8)
    return [time[0] + 12, time[1]];
  if (part && part[0] < 12 && time[0] > 12 && spoken(rest)) return [time[0] - 12, time[1]];
  return time;
}

function digits(text: string): Clock | null {
  const match = /^(\d{1,2})(?:[:.](\d{2}))?\s?(uhr|h|am|pm)?$/.exec(text);
  if (!match) return null;
  let hour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  if (match[3] === 'pm' && hour < 12) hour += 12;
  if (match[3] === 'am' && hour === 12) hour = 0;
  return hour < 24 && minute < 60 ? [hour, minute] : null;
}

/** In words the clock has twelve hours; nobody works at three in the night. */
function spoken(text: string): Clock | null {
  const match =
    /^(?:(halb|half past|viertel nach|viertel vor|quarter past|quarter to|dreiviertel) )?([a-zäöü]+|\d{1,2})(?: uhr)?$/.exec(
      text,
    );
  const hour = Number(match?.[2]) || NUMBERS[match?.[2] ?? ''];
  if (!match || !hour || hour > 12 || (!match[1] && /\d/.test(text))) return null;
  const minutes = { 'halb': -30, 'half past': 30, 'viertel nach': 15, 'viertel vor': -15,
    'quarter past': 15, 'quarter to': -15, 'dreiviertel': -15 }[match[1] ?? ''] ?? 0; // prettier-ignore
  const at = (hour % 12) * 60 + minutes;
  const day = at < 6 * 60 + 45 ? at + 12 * 60 : at;
  return [Math.floor(day / 60), day % 60];
}

export { DAY };
