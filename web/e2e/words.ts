// The console's own words, so that a test never repeats a sentence.
import { readdirSync, readFileSync } from 'node:fs';
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';

function read(language: 'de' | 'en'): FluentBundle {
  const folder = new URL(`../messages/${language}/`, import.meta.url);
  const bundle = new FluentBundle(language === 'de' ? 'de-DE' : 'en-GB', { useIsolating: false });
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ftl')))
    bundle.addResource(new FluentResource(readFileSync(new URL(file, folder), 'utf8')));
  return bundle;
}

const bundles = { de: read('de'), en: read('en') };

function words(language: 'de' | 'en', key: string, args?: Record<string, FluentVariable>): string {
  const pattern = bundles[language].getMessage(key)?.value;
  if (!pattern) throw new Error(`no such message: ${key}`);
  return bundles[language].formatPattern(pattern, args ?? null, []);
}

export const de = (key: string, args?: Record<string, FluentVariable>): string =>
  words('de', key, args);
export const en = (key: string, args?: Record<string, FluentVariable>): string =>
  words('en', key, args);
