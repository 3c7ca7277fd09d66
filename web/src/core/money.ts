// Small sums, as platforms charge them.
import { locale } from './time.ts';
import type { Language } from './types.ts';

/** Millionths of a US dollar, in words: "0,01 $", "$0.005". Never rounded to nothing. */
export function dollars(micros: number, language: Language): string {
  const value = micros / 1e6;
  const digits = value > 0 && value < 0.995 && micros % 10_000 !== 0 ? 3 : 2;
  return new Intl.NumberFormat(locale(language), {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}
