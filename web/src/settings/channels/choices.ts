// The values that make sense for an account's settings. Others may have come from a program.
import { locale } from '../../core/time.ts';
import type { Language } from '../../core/types.ts';

/** Seconds a reply can be called back. The server takes at most 120. */
export const HOLDS: readonly number[] = [0, 2, 4, 6, 10, 20, 30, 60, 120];

const HOUR = 3600;

/** Seconds until an unanswered message is due. */
export const TARGETS: readonly number[] = [
  HOUR / 4, HOUR / 2, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 24 * HOUR, 48 * HOUR, 72 * HOUR,
]; // prettier-ignore

/** Seconds in words, in the largest unit that fits: "4 Stunden". */
export function longSpan(seconds: number, language: Language): string {
  const [value, unit] =
    seconds < HOUR ? ([seconds / 60, 'minute'] as const)
    : seconds < 24 * HOUR ? ([seconds / HOUR, 'hour'] as const)
    : ([seconds / (24 * HOUR), 'day'] as const); // prettier-ignore
  return new Intl.NumberFormat(locale(language), {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: 1,
  }).format(value);
}

/** The choices with the present one among them, in order. */
export const withPresent = (choices: readonly number[], present: number): number[] =>
  [...new Set([...choices, present])].toSorted((a, b) => a - b);
