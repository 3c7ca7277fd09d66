// Emoji, however many characters one is put together of (Unicode Technical Standard 51).

const JOINER = '\u200d';
const AS_PICTURE = '\ufe0f';
const KEYCAP = '\u20e3';
const LAST_TAG = '\u{e007f}';

/** Regions that have a flag, as pairs of letters (CLDR). */
const REGIONS =
  'ACADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCM' +
  'CNCOCPCRCUCVCWCXCYCZDEDGDJDKDMDODZEAECEEEGEHERESETEUFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGT' +
  'GUGWGYHKHMHNHRHTHUICIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMC' +
  'MDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPY' +
  'QARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTATCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUN' +
  'USUYUZVAVCVEVGVIVNVUWFWSXKYEYTZAZMZW';

const EMOJI = /^\p{Emoji}$/u;
const PICTURE = /^\p{Emoji_Presentation}$/u;
const TAKES_SKIN = /^\p{Emoji_Modifier_Base}$/u;
const REGIONAL = /^[\u{1f1e6}-\u{1f1ff}]$/u;
const SKIN = /^[\u{1f3fb}-\u{1f3ff}]$/u;
const TAG = /^[\u{e0020}-\u{e007e}]$/u;
/** Old signs that are pictures by default, and can be asked to be all the same. */
const SIGN =
  /^[\u231a\u231b\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2757\u2b1b\u2b1c\u2b50\u2b55\u{1f004}\u{1f21a}\u{1f22f}]$/u;

/** How many characters the emoji has that begins here; 0: there is none. */
export function emojiAt(text: readonly string[], at: number): number {
  const whole = flag(text, at) || key(text, at);
  if (whole) return whole;
  let end = at + element(text, at);
  if (end === at) return 0;
  while (text[end] === JOINER) {
    const more = element(text, end + 1);
    if (!more) break;
    end += 1 + more;
  }
  return end - at;
}

/** One picture with its skin, or shown as a picture by a selector, or with tags. */
function element(text: readonly string[], at: number): number {
  const sign = text[at];
  if (sign === undefined || !isEmoji(sign)) return 0;
  const next = text[at + 1] ?? '';
  let taken = 1;
  if (next === AS_PICTURE && (!PICTURE.test(sign) || SIGN.test(sign))) taken = 2;
  else if (SKIN.test(next) && TAKES_SKIN.test(sign)) taken = 2;
  // Signs of texts are pictures only when they are asked to be.
  else if (sign === '©' || sign === '®') return 0;
  let tags = 0;
  while (TAG.test(text[at + taken + tags] ?? '')) tags += 1;
  if (tags > 0 && text[at + taken + tags] === LAST_TAG) taken += tags + 1;
  return taken;
}

function flag(text: readonly string[], at: number): number {
  const letter = (sign = ''): string =>
    REGIONAL.test(sign) ? String.fromCharCode((sign.codePointAt(0) ?? 0) - 0x1f1e6 + 65) : '';
  const pair = letter(text[at]) + letter(text[at + 1]);
  if (pair.length < 2) return 0;
  for (let i = 0; i < REGIONS.length; i += 2) if (REGIONS.startsWith(pair, i)) return 2;
  return 0;
}

function key(text: readonly string[], at: number): number {
  if (!/^[0-9#*]$/.test(text[at] ?? '')) return 0;
  if (text[at + 1] === KEYCAP) return 2;
  return text[at + 1] === AS_PICTURE && text[at + 2] === KEYCAP ? 3 : 0;
}

/** Digits and regional letters are emoji only together with others. */
const isEmoji = (sign: string): boolean =>
  sign > '\u007f' && !REGIONAL.test(sign) && EMOJI.test(sign);
