// Until when something sleeps, in the words people type: "in 3 tagen", "freitag 15 uhr", "mon 9".
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
  four: 4, vier: 4, five: 5, fünf: 5, six: 6, sechs: 6, seven: 7, sieben: 7, eight: 8, acht: 8,
  ten: 10, zehn: 10, fourteen: 14, vierzehn: 14,
}; // prettier-ignore

/** The hour that "morning" means, and a weekday without an hour. */
export const MORNING = 9;

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

/** What was meant, or null. Never a time that is over. */
export function parseWhen(input: string, now: Date): Date | null {
  const text = input
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/^(bis|until|am|on|um|at|next|nächsten|naechsten)\s+/, '');
  if (!text) return null;
  const found = spanned(text, now) ?? dated(text, now) ?? named(text, now);
  return found && found.getTime() > now.getTime() ? found : null;
}

function spanned(text: string, now: Date): Date | null {
  const match =
    /^(?:in )?(\d+|[a-zäöü]+) ?(min|minuten?|minutes?|m|std|stunden?|hours?|h|tage?n?|tg|t|days?|d|wochen?|weeks?|w)\.?$/.exec(
      text,
    );
  if (!match) return null;
  const count = Number(match[1]) || NUMBERS[match[1] ?? ''];
  const unit = match[2] ?? '';
  if (!count || count > 400) return null;
  if (/^m/.test(unit)) return new Date(now.getTime() + count * MINUTE);
  if (/^(h|std|stunde)/.test(unit)) return new Date(now.getTime() + count * HOUR);
  const days = /^w/.test(unit) ? count * 7 : count;
  return onDay(now, days);
}

function dated(text: string, now: Date): Date | null {
  const german = /^(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}))?(?:,? (.+))?$/.exec(text);
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[t ](.+))?$/.exec(text);
  if (!german && !iso) return null;
  const [year, month, day, rest] = iso
    ? [Number(iso[1]), Number(iso[2]), Number(iso[3]), iso[4]]
    : [Number(german?.[3] ?? 0), Number(german?.[2]), Number(german?.[1]), german?.[4]];
  const time = rest ? hours(rest) : ([MORNING, 0] as const);
  if (!time || month < 1 || month > 12) return null;
  const made = new Date(year || now.getFullYear(), month - 1, day, time[0], time[1]);
  if (made.getMonth() !== month - 1) return null;
  if (!year && made.getTime() <= now.getTime()) made.setFullYear(made.getFullYear() + 1);
  return made;
}

function named(text: string, now: Date): Date | null {
  const alone = hours(text);
  if (alone && /\d/.test(text)) {
    const today = onDay(now, 0, alone[0], alone[1]);
    return today.getTime() > now.getTime() ? today : onDay(now, 1, alone[0], alone[1]);
  }
  const [word = '', ...others] = text.split(' ');
  const rest = others.join(' ');
  const time = rest ? hours(rest) : ([MORNING, 0] as const);
  if (!time) return null;
  const name = word.replace(/[.,]$/, '');
  if (name === 'heute' || name === 'today')
    return rest ? onDay(now, 0, time[0], time[1]) : laterToday(now);
  if (name === 'morgen' || name === 'tomorrow') return onDay(now, 1, time[0], time[1]);
  if (name === 'übermorgen' || name === 'uebermorgen') return onDay(now, 2, time[0], time[1]);
  const weekday = WEEKDAYS[name];
  return weekday === undefined ? null : nextWeekday(now, weekday, time[0], time[1]);
}

function hours(text: string): readonly [number, number] | null {
  const cleaned = text.replace(/^(um|at|,)\s*/, '');
  const parts: Record<string, readonly [number, number]> = {
    früh: [8, 0], morgens: [MORNING, 0], morning: [MORNING, 0], mittag: [12, 0], mittags: [12, 0],
    noon: [12, 0], nachmittag: [15, 0], nachmittags: [15, 0], afternoon: [15, 0],
    abend: [18, 0], abends: [18, 0], evening: [18, 0],
  }; // prettier-ignore
  if (parts[cleaned]) return parts[cleaned];
  const match = /^(\d{1,2})(?:[:.](\d{2}))?\s?(uhr|h|am|pm)?$/.exec(cleaned);
  if (!match) return null;
  let hour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  if (match[3] === 'pm' && hour < 12) hour += 12;
  if (match[3] === 'am' && hour === 12) hour = 0;
  return hour < 24 && minute < 60 ? [hour, minute] : null;
}

export { DAY };
