// Words for people. `t` is typed by the English messages; a missing key or value does not compile.
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import type { MessageKey, Said } from '../core/said.ts';
import type { Language } from '../core/types.ts';
import { locale } from '../core/time.ts';
import type { Messages } from './messages';

/** What is loaded together: the list's words first, a conversation's, then all other screens'. */
type Part = 'first' | 'talk' | 'more';
type Loader = () => Promise<{ messages: string }>;

const loaders: Record<Part, Record<Language, Loader>> = {
  first: { de: () => import('./de.ts'), en: () => import('./en.ts') },
  talk: { de: () => import('./de-talk.ts'), en: () => import('./en-talk.ts') },
  more: { de: () => import('./de-more.ts'), en: () => import('./en-more.ts') },
};
const wanted = new Set<Part>(['first']);
let asked: Language = 'de';
const read = new WeakMap<object, FluentResource>();

class Speech {
  language = $state<Language>('de');
  bundle = $state.raw<FluentBundle | null>(null);
  parts = $state.raw<ReadonlySet<Part>>(new Set());
}

const speech = new Speech();

export const language = (): Language => speech.language;

/** Whether what a conversation says, and why things fail, can be said already. */
export const canTalk = (): boolean => speech.parts.has('talk');

/** What the browser asks for, until somebody signs in and says. */
export function preferred(): Language {
  const kept = document.documentElement.lang;
  const asked = navigator.languages.map((each) => each.slice(0, 2).toLowerCase());
  const stored = localStorage.getItem('gerne.look')?.includes('"language"') ? [kept] : [];
  const found = [...stored, ...asked].find((each) => each === 'de' || each === 'en');
  return (found as Language | undefined) ?? 'en';
}

export async function speak(language: Language): Promise<void> {
  asked = language;
  if (speech.bundle && speech.language === language) return;
  await show();
}

/** Adds what a conversation says. */
export async function speakTalk(): Promise<void> {
  await add('talk');
}

/** Adds what the screens beside the inbox say. */
export async function speakMore(): Promise<void> {
  await add('talk', 'more');
}

async function add(...parts: Part[]): Promise<void> {
  if (speech.language === asked && parts.every((part) => speech.parts.has(part))) return;
  for (const part of parts) wanted.add(part);
  await show();
}

async function show(): Promise<void> {
  const [language, parts] = [asked, [...wanted]];
  const loaded = await Promise.all(parts.map((part) => loaders[part][language]()));
  // Another language, or more of this one, was asked for and came sooner.
  const late = speech.language === language && parts.length < speech.parts.size;
  if (language !== asked || (speech.bundle && late)) return;
  const bundle = new FluentBundle(locale(language), { useIsolating: false });
  for (const each of loaded) {
    const resource = read.get(each) ?? new FluentResource(each.messages);
    read.set(each, resource);
    bundle.addResource(resource);
  }
  speech.language = language;
  speech.parts = new Set(parts);
  speech.bundle = bundle;
  document.documentElement.lang = language;
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
