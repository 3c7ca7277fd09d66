// The part of a message that shows why it was found. Positions are UTF-16 units, as the server says.

export interface Part {
  text: string;
  marked: boolean;
}

const BEFORE = 60;
const LENGTH = 220;

/** Cuts around the first mark, never inside a word where it can be helped. */
export function snippet(text: string, marks: readonly (readonly number[])[]): Part[] {
  const first = marks[0]?.[0] ?? 0;
  let from = first <= BEFORE ? 0 : first - BEFORE;
  if (from > 0) from = Math.min(first, text.indexOf(' ', from) + 1 || from);
  let to = Math.min(text.length, from + LENGTH);
  if (to < text.length) to = Math.max(text.lastIndexOf(' ', to), from + LENGTH / 2);
  const parts: Part[] = [];
  const put = (piece: string, marked: boolean): void => {
    if (piece) parts.push({ text: piece, marked });
  };
  let at = from;
  for (const [start = 0, end = 0] of marks) {
    if (end <= at || start >= to) continue;
    put(text.slice(at, Math.max(at, start)), false);
    put(text.slice(Math.max(at, start), Math.min(end, to)), true);
    at = Math.min(end, to);
  }
  put(text.slice(at, to), false);
  if (from > 0 && parts[0]) parts[0] = { ...parts[0], text: `… ${parts[0].text}` };
  if (to < text.length) put(' …', false);
  return parts.map((part) => ({ ...part, text: part.text.replace(/\s+/g, ' ') }));
}
