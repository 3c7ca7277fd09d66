// Words for people. `t` is typed by the English messages; a missing key or value does not compile.
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import type { MessageKey, Said } from '../core/said.ts';
import type { Language } from '../core/types.ts';
import { locale } from '../core/time.ts';
import type { Messages } from './messages';

const loaders: Record<Language, () => Promise<{ messages: string }>> = {
  de: () => import('./de.ts'),
  en: () => import('./en.ts'),
};
const more: typeof loaders = {
  de: () => import('./de-more.ts'),
  en: () => import('./en-more.ts'),
};
let wantsMore = false;

class Speech {
  language = $state<Language>('de');
  bundle = $state.raw<FluentBundle | null>(null);
}

const speech = new Speech();

export const language = (): Language => speech.language;

/** What the browser asks for, until somebody signs in and says. */
export function preferred(): Language {
  const kept = document.documentElement.lang;
  const asked = navigator.languages.map((each) => each.slice(0, 2).toLowerCase());
  const stored = localStorage.getItem('gerne.look')?.includes('"language"') ? [kept] : [];
  const found = [...stored, ...asked].find((each) => each === 'de' || each === 'en');
  return (found as Language | undefined) ?? 'en';
}

export async function speak(wanted: Language): Promise<void> {
  if (speech.bundle && speech.language === wanted) return;
  const parts = await Promise.all([loaders[wanted](), ...(wantsMore ? [more[wanted]()] : [])]);
  show(wanted, parts);
}

/** Adds what the screens beside the inbox say. */
export async function speakMore(): Promise<void> {
  if (wantsMore) return;
  const { language } = speech;
  const parts = await Promise.all([loaders[language](), more[language]()]);
  wantsMore = true;
  if (speech.language === language) show(language, parts);
}

function show(wanted: Language, parts: { messages: string }[]): void {
  const bundle = new FluentBundle(locale(wanted), { useIsolating: false });
  for (const part of parts) bundle.addResource(new FluentResource(part.messages));
  speech.language = wanted;
  speech.bundle = bundle;
  document.documentElement.lang = wanted;
}

type Args<K extends MessageKey> = Messages[K] extends undefined ? [] : [args: Messages[K]];

export function t<K extends MessageKey>(key: K, ...[args]: Args<K>): string {
  return words(key, args as Record<string, FluentVariable> | undefined);
}

/** A sentence that came from somewhere else: its key is known, its values are what they are. */
export function say(sentence: Said): string {
  return lookUp(sentence.key, sentence.otherwise ?? sentence.key, sentence.args);
}

/**
 * A message whose key is made at run time, as an error code; `fallback` when nobody wrote it. What
 * is said as the reason of something is said as an error in the same words, unless others stand.
 */
export function lookUp(
  key: string,
  fallback: MessageKey,
  args?: Record<string, FluentVariable>,
): string {
  const has = (name: string): boolean => speech.bundle?.hasMessage(name) ?? false;
  const reason = key.replace(/^error-/, 'reason-');
  return words(has(key) ? key : has(reason) ? reason : fallback, args);
}

function words(key: string, args?: Record<string, FluentVariable>): string {
  const bundle = speech.bundle;
  const pattern = bundle?.getMessage(key)?.value;
  if (!bundle || !pattern) return key;
  return bundle.formatPattern(pattern, args ?? null, []);
}
