// Words with places marked in them. Places are UTF-16 units, as the server says. Pure.

export interface Place {
  start: number;
  end: number;
}

export interface Part {
  text: string;
  on: boolean;
}

/** The text in parts, those in `places` on; places may overlap, and come in any order. */
export function parts(text: string, places: readonly Place[]): Part[] {
  const found: Part[] = [];
  let last = 0;
  for (const { start, end } of places.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const [from, to] = [Math.max(start, last), Math.min(end, text.length)];
    if (to <= from) continue;
    if (from > last) found.push({ text: text.slice(last, from), on: false });
    const before = found.at(-1);
    // What touches is one mark.
    if (before?.on && from === last) before.text += text.slice(from, to);
    else found.push({ text: text.slice(from, to), on: true });
    last = to;
  }
  if (last < text.length) found.push({ text: text.slice(last), on: false });
  return found;
}
