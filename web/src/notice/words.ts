// What was noticed, in words said the same way everywhere.
import { language, lookUp, t } from '$i18n';
import type { Approach, Incident, Precision, Tone, ToneCause } from './types.ts';

/** Points from which on something is urgent. */
export const URGENT = 3;

/** The causes, each once, with all it counts, the weightiest first. */
export function causes(all: readonly ToneCause[]): { cause: string; points: number }[] {
  const sums = new Map<string, number>();
  for (const { cause, points } of all) sums.set(cause, (sums.get(cause) ?? 0) + points);
  return [...sums]
    .map(([cause, points]) => ({ cause, points }))
    .toSorted((a, b) => b.points - a.points);
}

export const causeWord = (cause: string): string =>
  lookUp(`tone-cause-${cause.replace(/_/g, '-')}`, 'tone-cause-other');

/** A word that counts less than this share of the weightiest explains nothing to a person. */
const WORTH = 0.4;

/** The words that counted most for what a message was read as. */
export function weighty(tone: Tone, text: string): string[] {
  const least = WORTH * Math.max(0, ...tone.words.map((each) => each.weight));
  return (
    tone.words
      .filter((each) => each.weight > 0 && each.weight >= least)
      .map((each) => text.slice(each.start, each.end))
      // The end of a sentence may weigh something, and tells nobody why.
      .filter((each) => !/^[.,;:]+$/.test(each))
  );
}

export const percent = (share: number): string =>
  new Intl.NumberFormat(language(), { style: 'percent', maximumFractionDigits: 0 }).format(share);

/** What an incident is about, each word once, however it was written. */
export const aboutWords = ({ about }: Incident): string[] =>
  [
    ...new Map(about.toReversed().map((each) => [each.toLocaleLowerCase('de'), each])).values(),
  ].toReversed();

/** How often a rule was right, and how sure that is. */
export const precise = (precision: Precision): string =>
  precision.share === null
    ? t('rules-undecided')
    : t('rules-right', {
        share: percent(precision.share),
        low: percent(precision.low),
        high: percent(precision.high),
        count: precision.confirmed + precision.dismissed,
      });

/** Why somebody may not be offered help, or only there. */
export const approachWords = ({ may, there, code, values }: Approach): string =>
  there
    ? t('approach-there')
    : may
      ? t('approach-may')
      : lookUp(
          code?.startsWith('approach.')
            ? code.replace('.', '-').replaceAll('_', '-')
            : `reason-${(code ?? '').replace(/[._]/g, '-')}`,
          'approach-not',
          values as Record<string, string>,
        );
