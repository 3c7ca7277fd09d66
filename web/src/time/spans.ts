// Spans of seconds as people say them, in two units at most.
import { DAY, HOUR, locale, MINUTE, span } from '../core/time.ts';
import type { Language } from '../core/types.ts';

/** "45 Sek.", "12 Min.", "3 Std. 20 Min.", "2 Tage 4 Std." */
export function lasting(seconds: number, language: Language): string {
  const ms = Math.max(0, Math.round(seconds)) * 1000;
  if (ms < MINUTE) return unit(ms / 1000, language);
  if (ms < HOUR) return span(ms, language);
  const [large, small] = ms < DAY ? [HOUR, MINUTE] : [DAY, HOUR];
  const rest = Math.floor((ms % large) / small) * small;
  return rest ? `${span(ms, language)} ${span(rest, language)}` : span(ms, language);
}

/** The same in one unit, for the end of an axis: "5 Min.", "8 Std.", "2 Tage". */
export const roughly = (seconds: number, language: Language): string =>
  seconds < 60 ? unit(seconds, language) : span(seconds * 1000, language);

const unit = (seconds: number, language: Language): string =>
  new Intl.NumberFormat(locale(language), {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'short',
  }).format(seconds);
