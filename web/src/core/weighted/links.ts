// Links: with a scheme, or bare hosts with a top-level domain that is known.
import tlds from '../../../../crates/gerne-twitter-text/src/tlds.txt?raw';
import { encodedLength } from './puny.ts';

export interface Span {
  start: number;
  /** Behind the last character. */
  end: number;
}
type Text = readonly string[];

/** Longest that X makes a link of, the longest name behind `t.co`, the longest label of a host. */
const LONGEST = 4096;
const LONGEST_SLUG = 40;
const LONGEST_LABEL = 63;

const TLDS = new Set(tlds.trim().split('\n'));
const LONGEST_TLD = Math.max(...[...TLDS].map((tld) => [...tld].length));

const SPACE =
  '\\t-\\r \\u0085\\u00a0\\u1680\\u180e\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const INVALID = '\\ufffe\\ufeff\\uffff';
const DIRECTIONAL = '\\u202a-\\u202e\\u061c\\u200e\\u200f\\u2066-\\u2069';
const PUNCT = "!'#%&()*+,\\\\\\-./:;<=>?@\\[\\]^_{|}~$";
const ACCENT =
  '\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f\\u0253\\u0254\\u0256\\u0257\\u0259\\u025b\\u0263\\u0268\\u026f' +
  '\\u0272\\u0289\\u028b\\u02bb\\u0300-\\u036f\\u1e00-\\u1eff';
const one = (signs: string, not = ''): RegExp => new RegExp(`^[${not}${signs}]$`, 'u');

const PRECEDES = one(`A-Za-z0-9@＠$#＃${INVALID}`, '^');
const OF_DOMAIN = one(`${PUNCT}${SPACE}${INVALID}${DIRECTIONAL}`, '^');
const LATIN = one(`A-Za-z0-9\\-${ACCENT}`);
const OF_PATH = one(`A-Za-z0-9\\u0400-\\u04ff${ACCENT}!*';:=+,.$/%#\\[\\]\\-\\u2013_~@|&`);
const ENDS_PATH = one(`A-Za-z0-9\\u0400-\\u04ff${ACCENT}+\\-=_#/`);
const OF_QUERY = one("A-Za-z0-9!?*'@();:&=+$/%#\\[\\]\\-_.,~|");
const ENDS_QUERY = one('A-Za-z0-9\\-_&=#/');
const ALNUM = /^[A-Za-z0-9]$/;
const AFTER_TLD = /^[A-Za-z0-9@+-]$/;

/** Every link of a text, in order. */
export function links(text: Text): Span[] {
  const found: Span[] = [];
  // Whatever is a link has a dot.
  if (!text.includes('.')) return found;
  let from = 0;
  for (;;) {
    const hit = next(text, from);
    if (!hit) return found;
    from = hit.end;
    if (!isValid(text, hit)) continue;
    if (hit.scheme) {
      const end = linkedEnd(text, hit);
      if (end !== null) found.push({ start: hit.start, end });
    } else if (!/^[-_./]$/.test(hit.before)) found.push(...bare(text, hit));
  }
}

/** Something that looks like a link. */
interface Hit {
  /** What stands before it and belongs to the match. */
  before: string;
  start: number;
  end: number;
  scheme: boolean;
  domain: Span;
  path: boolean;
}

function next(text: Text, from: number): Hit | null {
  for (let at = from; at < text.length; at++) {
    const sign = text[at] ?? '';
    const hit =
      (PRECEDES.test(sign) ? hitAt(text, at + 1, sign) : null) ??
      (at === 0 ? hitAt(text, 0, '') : null);
    if (hit) return hit;
  }
  return null;
}

function hitAt(text: Text, start: number, before: string): Hit | null {
  const length = schemeAt(text, start);
  let begin = start + length;
  let end = domainEnd(text, begin);
  const scheme = length > 0 && end !== null;
  if (end === null && length > 0) {
    begin = start;
    end = domainEnd(text, start);
  }
  if (end === null) return null;
  const domain = { start: begin, end };
  const ported = port(text, end);
  const afterPath = path(text, ported);
  return {
    before,
    start,
    end: query(text, afterPath),
    scheme,
    domain,
    path: afterPath > ported,
  };
}

/** Length of `http://` or `https://` here, or 0. */
const schemeAt = (text: Text, at: number): number =>
  ['https://', 'http://'].find((scheme) => starts(text, at, scheme))?.length ?? 0;

const starts = (text: Text, at: number, what: string): boolean =>
  text
    .slice(at, at + what.length)
    .join('')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase()) === what;

/** How many characters from here on are of a kind. */
function run(text: Text, at: number, kind: RegExp): number {
  let end = at;
  while (end < text.length && kind.test(text[end] ?? '')) end += 1;
  return end - at;
}

/**
 * The end of the host that begins here: labels, then the last top-level domain that fits. Only the
 * label before that may hold no underscore.
 */
function domainEnd(text: Text, start: number): number | null {
  let end: number | null = null;
  for (let at = start; ;) {
    const label = labelAt(text, at);
    if (!label) return end;
    if (label.tld !== null) end = label.tld;
    at = label.end + 1;
  }
}

/** A label and the dot behind it. */
interface Label {
  end: number;
  /** The end of the top-level domain behind it. */
  tld: number | null;
}
const known = new WeakMap<Text, Map<number, Label | null>>();

/** Looked at once for each place: a long row of labels is walked from each of its dots. */
function labelAt(text: Text, start: number): Label | null {
  const seen = known.get(text) ?? new Map<number, Label | null>();
  known.set(text, seen);
  let label = seen.get(start);
  if (label === undefined) {
    label = readLabel(text, start);
    seen.set(start, label);
  }
  return label;
}

function readLabel(text: Text, start: number): Label | null {
  let end = start;
  let underscore = false;
  while (end < text.length) {
    const sign = text[end] ?? '';
    if (!OF_DOMAIN.test(sign) && sign !== '-' && sign !== '_') break;
    underscore ||= sign === '_';
    end += 1;
  }
  const whole =
    end > start && OF_DOMAIN.test(text[start] ?? '') && OF_DOMAIN.test(text[end - 1] ?? '');
  if (!whole || text[end] !== '.') return null;
  return { end, tld: underscore ? null : tldEnd(text, end + 1) };
}

/** The end of the top-level domain that begins here. */
function tldEnd(text: Text, at: number): number | null {
  let word = '';
  let end: number | null = null;
  for (let i = at; i < Math.min(text.length, at + LONGEST_TLD); i++) {
    word += (text[i] ?? '').toLowerCase();
    if (TLDS.has(word) && !AFTER_TLD.test(text[i + 1] ?? '')) end = i + 1;
  }
  if (end !== null) return end;
  // An encoded one is taken as it is.
  if (!starts(text, at, 'xn--')) return null;
  const code = run(text, at + 4, /^[A-Za-z0-9-]$/);
  return code > 0 ? at + 4 + code : null;
}

function port(text: Text, at: number): number {
  if (text[at] !== ':') return at;
  const digits = run(text, at + 1, /^[0-9]$/);
  return digits > 0 ? at + 1 + digits : at;
}

/** The end of the path that begins here: as far as its characters go, back to one that may end it. */
function path(text: Text, start: number): number {
  if (text[start] !== '/') return start;
  let at = start + 1;
  let good = at;
  while (at < text.length) {
    const sign = text[at] ?? '';
    if (OF_PATH.test(sign)) {
      at += 1;
      if (ENDS_PATH.test(sign)) good = at;
      continue;
    }
    const end = brackets(text, at);
    if (end === null) break;
    at = good = end;
  }
  return good;
}

/** The end of balanced brackets that begin here, with at most one pair inside. */
function brackets(text: Text, at: number): number | null {
  if (text[at] !== '(') return null;
  const first = at + 1 + run(text, at + 1, OF_PATH);
  if (text[first] === ')') return first > at + 1 ? first + 1 : null;
  if (text[first] !== '(') return null;
  const closed = first + 1 + run(text, first + 1, OF_PATH);
  if (closed === first + 1 || text[closed] !== ')') return null;
  const end = closed + 1 + run(text, closed + 1, OF_PATH);
  return text[end] === ')' ? end + 1 : null;
}

function query(text: Text, start: number): number {
  if (text[start] !== '?') return start;
  let good = start;
  for (let at = start + 1; at < text.length && OF_QUERY.test(text[at] ?? ''); at++)
    if (ENDS_QUERY.test(text[at] ?? '')) good = at + 1;
  return good;
}

/**
 * A host that exists only on paper makes no link: its labels must be short enough when encoded, and
 * what says that it is encoded must be.
 */
function isValid(text: Text, hit: Hit): boolean {
  const { start, end } = hit.domain;
  const domain = text.slice(start, end);
  if (domain.slice(0, 4).join('') === 'xn--' && !domain.some((_, at) => latinEnd(domain, at)))
    return false;
  if (!split(domain, /^\.$/).every((label) => fits(encoded(label)))) return false;
  // The scheme counts twice where it is written, as in the rules themselves.
  const scheme = hit.scheme ? start - hit.start : 'https://'.length;
  return hit.end - hit.start + scheme <= LONGEST;
}

const fits = (length: number): boolean => length >= 1 && length <= LONGEST_LABEL;

function split(text: Text, by: RegExp): string[][] {
  const parts: string[][] = [[]];
  for (const sign of text) {
    if (by.test(sign)) parts.push([]);
    else parts.at(-1)?.push(sign);
  }
  return parts;
}

/** How long a label is when it is encoded; within it, dots of Eastern Asia separate as well. */
function encoded(label: Text): number {
  const parts = split(label, /^[\u3002\uff0e\uff61]$/);
  const length = (part: string[]): number =>
    part.every((sign) => sign <= '\u007f') ? part.length : 4 + encodedLength(part);
  return parts.reduce((sum, part) => sum + length(part), parts.length - 1);
}

/** With a scheme: as it stands; a link of X's own ends with its name and question. */
function linkedEnd(text: Text, hit: Hit): number | null {
  const host = hit.start + schemeAt(text, hit.start);
  if (!starts(text, host, 't.co/')) return hit.end;
  const begin = host + 't.co/'.length;
  const slug = run(text.slice(0, hit.end), begin, ALNUM);
  if (slug === 0) return hit.end;
  return slug > LONGEST_SLUG ? null : Math.min(query(text, begin + slug), hit.end);
}

/** Without a scheme: hosts in Latin letters within it; what follows belongs to the last. */
function bare(text: Text, hit: Hit): Span[] {
  const { start, end } = hit.domain;
  const domain = text.slice(start, end);
  const found: Span[] = [];
  for (let at = 0; at < domain.length;) {
    const to = latinEnd(domain, at);
    if (to !== null) found.push({ start: start + at, end: start + to });
    at = to ?? at + 1;
  }
  const last = found.at(-1);
  if (last && hit.path) last.end = hit.end;
  return found;
}

function latinEnd(text: Text, start: number): number | null {
  let end: number | null = null;
  let at = start;
  for (;;) {
    const label = at;
    at += run(text, at, LATIN);
    if (at === label || text[at] !== '.') return end;
    at += 1;
    end = tldEnd(text, at) ?? end;
  }
}
