// How long a text is for a platform: the same rules as the server's, held to the same vectors.
// And what a hostile name may not do to a line.
import type { Counting } from './types.ts';

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
// Printable ASCII never clusters: no need to ask for the common case.
const PLAIN = /^[\x20-\x7e]*$/;

export function graphemes(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

export function count(text: string, counting: Counting): number {
  let length = 0;
  for (const part of text.split(/(\s)/u))
    length += /^\s$/u.test(part) ? 1 : countWord(part, counting);
  return length;
}

function countWord(word: string, counting: Counting): number {
  if (!word) return 0;
  const start = counting.url_length === null ? -1 : word.search(/https?:\/\//);
  if (counting.url_length !== null && start >= 0) {
    const url = word.slice(start);
    const bare = url.replace(/[.,;:!?)"'“]+$/u, '');
    return (
      graphemes(word.slice(0, start)) + counting.url_length + graphemes(url.slice(bare.length))
    );
  }
  if (counting.mentions === 'local') {
    const match = /^([^@]*)@([^@]+)@([\p{Alphabetic}\p{N}].*)$/su.exec(word);
    if (match) {
      const [, before = '', local = '', host = ''] = match;
      const tail = host.replace(/^[\p{Alphabetic}\p{N}._-]+/u, '');
      const dots = host.slice(0, host.length - tail.length);
      return (
        graphemes(before) + 1 + graphemes(local) + (dots.endsWith('.') ? 1 : 0) + graphemes(tail)
      );
    }
  }
  return graphemes(word);
}

/** Where in `text` the part begins that no longer fits, when `spent` is used up already. */
export function overflow(text: string, limit: number, spent: number, counting: Counting): number {
  if (spent + count(text, counting) <= limit) return text.length;
  const starts = [...segmenter.segment(text)].map((each) => each.index);
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
  return name
    .replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
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
