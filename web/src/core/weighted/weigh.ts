// The weighted length of twitter-text, version 3: the same steps as the server's
// `gerne-twitter-text`, held to the same vectors. Loaded only where an account counts so.
import { emojiAt } from './emoji.ts';
import { links } from './links.ts';

/** Every link, whatever its length. */
const LINK = 23;
/** Most characters, and every emoji however it is put together. */
const HEAVY = 2;

/** How long a text is for X. Places are counted in code points of the composed text. */
export function weigh(text: string): number {
  const signs = Array.from(text.normalize('NFC'));
  const ends = new Map(links(signs).map((link) => [link.start, link.end]));
  let length = 0;
  let at = 0;
  while (at < signs.length) {
    const end = ends.get(at);
    const emoji = end === undefined ? emojiAt(signs, at) : 0;
    length += end !== undefined ? LINK : emoji ? HEAVY : weight(signs[at] ?? '');
    at = end ?? at + (emoji || 1);
  }
  return length;
}

/** Whether X will make a link of something in it. */
export const linksIn = (text: string): string[] => {
  const signs = Array.from(text.normalize('NFC'));
  return links(signs).map((link) => signs.slice(link.start, link.end).join(''));
};

/** Scripts that need few characters for much count double. */
function weight(sign: string): number {
  const c = sign.codePointAt(0) ?? 0;
  const light =
    c <= 0x10ff ||
    (c >= 0x2000 && c <= 0x200d) ||
    (c >= 0x2010 && c <= 0x201f) ||
    (c >= 0x2032 && c <= 0x2037);
  return light ? 1 : HEAVY;
}
