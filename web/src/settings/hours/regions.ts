// What places with holidays of their own are called. A code that stands nowhere is its own name.
import { language } from '$i18n';
import type { Language } from '../../core/types.ts';

const PARTS: Record<string, readonly [german: string, english: string]> = {
  'DE-BB': ['Brandenburg', 'Brandenburg'],
  'DE-BE': ['Berlin', 'Berlin'],
  'DE-BW': ['Baden-Württemberg', 'Baden-Württemberg'],
  'DE-BY': ['Bayern', 'Bavaria'],
  'DE-HB': ['Bremen', 'Bremen'],
  'DE-HE': ['Hessen', 'Hesse'],
  'DE-HH': ['Hamburg', 'Hamburg'],
  'DE-MV': ['Mecklenburg-Vorpommern', 'Mecklenburg-Western Pomerania'],
  'DE-NI': ['Niedersachsen', 'Lower Saxony'],
  'DE-NW': ['Nordrhein-Westfalen', 'North Rhine-Westphalia'],
  'DE-RP': ['Rheinland-Pfalz', 'Rhineland-Palatinate'],
  'DE-SH': ['Schleswig-Holstein', 'Schleswig-Holstein'],
  'DE-SL': ['Saarland', 'Saarland'],
  'DE-SN': ['Sachsen', 'Saxony'],
  'DE-ST': ['Sachsen-Anhalt', 'Saxony-Anhalt'],
  'DE-TH': ['Thüringen', 'Thuringia'],
  'GB-ENG': ['England und Wales', 'England and Wales'],
  'GB-NIR': ['Nordirland', 'Northern Ireland'],
  'GB-SCT': ['Schottland', 'Scotland'],
};

export function regionName(code: string, speech: Language = language()): string {
  const part = PARTS[code]?.[speech === 'de' ? 0 : 1];
  if (part) return part;
  return (
    (/^[A-Z]{2}$/.test(code) && new Intl.DisplayNames(speech, { type: 'region' }).of(code)) || code
  );
}

/** As somebody looks for them: by what they are called, and a country before its parts. */
export const byName = (codes: readonly string[], speech: Language = language()): string[] =>
  codes.toSorted(
    (a, b) =>
      country(a, speech).localeCompare(country(b, speech), speech) ||
      a.slice(0, 2).localeCompare(b.slice(0, 2)) ||
      Number(a.length > 2) - Number(b.length > 2) ||
      regionName(a, speech).localeCompare(regionName(b, speech), speech),
  );
const country = (code: string, speech: Language): string => regionName(code.slice(0, 2), speech);
