// Whether words may only thank or praise, where the server was not sure and lets them wait. A person decides:
// here it is only offered, so it may err on the side of offering.
import type { Entry, MessageEntry, Row } from '../core/types.ts';

const THANKS =
  /(?<!\p{L})(danke|dankesch[öo]n|merci|thanks|thank you|thx|cheers|lob|super|klasse|perfekt|prima|top|läuft|klappt|geklappt|funktioniert|erledigt|perfect|awesome|great|brilliant|works|working|sorted|fixed)(?!\p{L})/iu;
/** What asks for something, or says that something is still wrong. */
const MORE =
  /[?？؟]|(?<!\p{L})(bitte|please|aber|leider|noch nicht|nicht mehr|kein\p{L}*|immer noch|still|but|unfortunately|not|isn.?t|doesn.?t|won.?t|wann|when|könn\p{L}*|could|can you|hilfe|help)(?!\p{L})/iu;
const MOST_WORDS = 30;

/** Whether one text sounds so. */
export function soundsLikeThanks(text: string): boolean {
  const words = text
    .trim()
    .split(/\s+/)
    .filter((each) => !each.startsWith('@'));
  const said = words.join(' ');
  return words.length <= MOST_WORDS && THANKS.test(said) && !MORE.test(said);
}

/** Whether all that waits for us in a matter sounds so. */
export function onlyThanks(entries: readonly Entry[], row: Row): boolean {
  if (!row.waiting_since || !row.unanswered || row.status === 'resolved') return false;
  const theirs = entries.filter(
    (each): each is MessageEntry =>
      each.type === 'message' && each.direction === 'in' && !each.deleted_at,
  );
  const waiting = theirs.slice(-row.unanswered);
  return (
    waiting.length === row.unanswered &&
    waiting.every((each) => !each.attachments.length && soundsLikeThanks(each.text))
  );
}
