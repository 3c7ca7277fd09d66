// How long a text is for a platform: the same rules as the server's, held to the same vectors.
// And what a hostile name may not do to a line.
import type { Counting } from './types.ts';
import type * as Weights from './weighted/weigh.ts';

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
// What German and English are written with never clusters: no need to ask for the common case.
const PLAIN = /^[\n\x20-\x7e\u00a0-\u02ff\u2010-\u2027\u20ac]*$/;

export function graphemes(text: string): number {
  if (PLAIN.test(text)) return text.length;
  return Array.from(segmenter.segment(text)).length;
}

/** The weights of twitter-text: fetched only where an account counts so. */
let weights: typeof Weights | null = null;

/** Makes ready for these ways of counting. Until then the weights are guessed. */
export async function learn(countings: readonly (Counting | undefined)[]): Promise<void> {
  if (countings.some((each) => each?.weighted)) weights ??= await import('./weighted/weigh.ts');
}

/** Longer than any platform takes: not worth weighing sign by sign. */
const ENDLESS = 50_000;

/** Whether the platform will make a link of something in it. */
export function hasLink(text: string, counting: Counting): boolean {
  if (counting.weighted && weights && text.length < ENDLESS)
    return weights.linksIn(text).length > 0;
  return /https?:\/\//i.test(text);
}

/** Length by the platform's rules; the same walk as the server's `Counting::count`. */
export function count(text: string, counting: Counting): number {
  if (counting.weighted && weights)
    return text.length < ENDLESS ? weights.weigh(text) : text.length;
  const special = counting.url_length !== null ? /https?:\/\/|@/i : /@/;
  if (!special.test(text)) return graphemes(text);
  let length = 0;
  let part = '';
  let at = 0;
  let before = '';
  while (at < text.length) {
    const rest = text.slice(at);
    let taken: string;
    const url = counting.url_length === null ? null : address(before, rest);
    const named = url === null && counting.mentions === 'local' ? mention(before, rest) : null;
    if (url !== null && counting.url_length !== null) {
      length += graphemes(part) + counting.url_length;
      part = '';
      taken = url;
    } else if (named) {
      part += `@${named.name}`;
      taken = `@${named.name}@${named.host}`;
    } else {
      taken = String.fromCodePoint(text.codePointAt(at) ?? 0);
      part += taken;
    }
    at += taken.length;
    before = [...taken].at(-1) ?? '';
  }
  return length + graphemes(part);
}

const LETTER = '\\p{Alphabetic}';
const WORD = `${LETTER}\\p{N}`;
const AFTER_WORD = new RegExp(`^[${WORD}@#$_/]$`, 'u');
const HOST = new RegExp(`^https?://([${WORD}._-]+)`, 'iu');
const LAST_LABEL = new RegExp(`\\.[${LETTER}]{2,}$`, 'u');
const AFTER_NAME = new RegExp(`^[${WORD}_/=@]$`, 'u');
const NAMED = new RegExp(`^@([A-Za-z0-9_.-]+)@([${WORD}.-]+)`, 'u');

/** The address that begins here. */
function address(before: string, text: string): string | null {
  if (AFTER_WORD.test(before)) return null;
  const match = HOST.exec(text);
  const host = match?.[1]?.replace(/[._-]+$/, '');
  if (!match || host === undefined || !LAST_LABEL.test(host)) return null;
  let end = match[0].length - (match[1]?.length ?? 0) + host.length;
  end += /^:\d+/.exec(text.slice(end))?.[0].length ?? 0;
  // eslint-disable-next-line no-control-regex -- control characters end an address
  const path = /^[/?#][^\s\u0000-\u001f\u007f-\u009f<>"“”„«»]*/u.exec(text.slice(end));
  if (path) end += trimmed(path[0]).length;
  return text.slice(0, end);
}

/** Without what closes the sentence, or a bracket that was opened before the address. */
function trimmed(path: string): string {
  const many = (sign: string): number => path.split(sign).length;
  for (;;) {
    const last = path.at(-1) ?? '';
    const drop =
      (last !== '' && ".,;:!?'…*".includes(last)) ||
      (last === ')' && many(')') > many('(')) ||
      (last === ']' && many(']') > many('['));
    if (!drop) return path;
    path = path.slice(0, -1);
  }
}

/** The remote mention that begins here. */
function mention(before: string, text: string): { name: string; host: string } | null {
  if (AFTER_NAME.test(before)) return null;
  const match = NAMED.exec(text);
  const name = match?.[1] ?? '';
  const host = (match?.[2] ?? '').replace(/[.-]+$/, '');
  if (!/^\w/.test(name) || !/\w$/.test(name)) return null;
  return new RegExp(`^[${WORD}]`, 'u').test(host) ? { name, host } : null;
}

/** Where in `text` the part begins that no longer fits, when `spent` is used up already. */
export function overflow(text: string, limit: number, spent: number, counting: Counting): number {
  if (spent + count(text, counting) <= limit) return text.length;
  // Whatever counts for less than it shows, nobody reads marks beyond this.
  const head = text.slice(0, 40 * Math.max(limit, 100));
  const starts = PLAIN.test(head)
    ? Array.from(head, (_, i) => i)
    : Array.from(segmenter.segment(head), (each) => each.index);
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const end = starts[middle] ?? text.length;
    if (spent + count(text.slice(0, end), counting) <= limit) low = middle;
    else high = middle - 1;
  }
  return starts[low] ?? text.length;
}

/** A name on one line: no breaks, no marks that turn the direction of what follows. */
export function safeName(name: string): string {
  // eslint-disable-next-line no-control-regex -- they are what must go
  const marks = /[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
  return name.replace(marks, ' ').replace(/\s+/g, ' ').trim();
}

export function initials(name: string): string {
  const words = safeName(name)
    .split(/[\s._@-]+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  const first = [...(words[0] ?? '?')].find((letter) => /[\p{L}\p{N}]/u.test(letter)) ?? '?';
  const last =
    words.length > 1 ? [...(words.at(-1) ?? '')].find((l) => /[\p{L}\p{N}]/u.test(l)) : '';
  return (first + (last ?? '')).toLocaleUpperCase();
}

/** A stable hue for what has no picture. */
export function hue(id: string): number {
  let hash = 7;
  for (const letter of id) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return hash % 360;
}

/** Folds case and accents, so that "Mueller" and "Müller" are found by "muller". */
export function fold(text: string): string {
  return text
    .toLocaleLowerCase()
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/([aou])e/g, '$1');
}

export type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'link'; text: string; href: string }
  | { kind: 'emoji'; text: string; url: string }
  | { kind: 'mention'; text: string };

/** Cuts a message into words, links, mentions and little pictures. Never makes markup. */
export function pieces(text: string, emojis: { shortcode: string; url: string }[]): Piece[] {
  const known = new Map(emojis.map((each) => [each.shortcode, each.url]));
  const found: Piece[] = [];
  let last = 0;
  const put = (until: number): void => {
    if (until > last) found.push({ kind: 'text', text: text.slice(last, until) });
  };
  const pattern =
    /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)'“]|:([A-Za-z0-9_]+):|(?<![\w/])@[\w.-]+(?:@[\w.-]+\w)?/gu;
  for (const match of text.matchAll(pattern)) {
    const [whole, shortcode] = match;
    const url = shortcode ? known.get(shortcode) : undefined;
    if (shortcode && !url) continue;
    put(match.index);
    last = match.index + whole.length;
    if (url) found.push({ kind: 'emoji', text: whole, url });
    else if (whole.startsWith('@')) found.push({ kind: 'mention', text: whole });
    else found.push({ kind: 'link', text: shorten(whole), href: whole });
  }
  put(text.length);
  return found;
}

function shorten(url: string): string {
  const bare = url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
  return bare.length > 48 ? `${bare.slice(0, 46)}…` : bare;
}

/** What stands behind what somebody says for an account, as the server will put it. */
export const signature = (
  account: { name: string; settings: { signature: string } },
  name: string,
): string =>
  account.settings.signature
    .replaceAll('{name}', name)
    .replaceAll('{account}', account.name)
    .trimEnd();

/** As it is shown in a list: what is put in for each person, by what it is called. */
export const readable = (text: string, customer: string, agent: string): string =>
  text.replaceAll('{customer}', `‹${customer}›`).replaceAll('{agent}', `‹${agent}›`);

/** A name that still has to be put in, as texts kept ready write it; '' where there is none. */
export const unfilled = (text: string): string =>
  /\{(customer|agent|name|place|account|kunde|kundin|ort)\}/iu.exec(text)?.[0] ?? '';
