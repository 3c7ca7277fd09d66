// Which keys may be given to a command, and what stands against it. Pure.
import { isSingle } from '../core/keymap.ts';

export interface Keyed {
  id: string;
  /** Those it came with. */
  original: readonly string[];
  /** Those it has now. */
  keys: readonly string[];
}

export type Conflict =
  { kind: 'taken'; by: string } | { kind: 'begins'; by: string } | { kind: 'browser' };

/** What browsers never hand out, or people would miss. */
const RESERVED = new Set([
  'Mod+t', 'Mod+w', 'Mod+n', 'Mod+Shift+t', 'Mod+Shift+w', 'Mod+Shift+n', 'Mod+q', 'Mod+r',
  'Mod+Shift+r', 'Mod+l', 'Mod+c', 'Mod+v', 'Mod+x', 'Mod+f', 'Mod+p', 'Tab', 'Shift+Tab', 'Enter',
  'Space', 'Mod+Tab', 'F5', 'F11', 'F12',
]); // prettier-ignore

/** What stands against giving `keys` to `id`. */
export function conflict(all: readonly Keyed[], id: string, keys: string): Conflict | null {
  if (RESERVED.has(keys)) return { kind: 'browser' };
  const own = all.find((each) => each.id === id);
  for (const other of all) {
    if (other.id === id || related(own, other)) continue;
    if (other.keys.includes(keys)) return { kind: 'taken', by: other.id };
    if (other.keys.some((each) => each.startsWith(`${keys} `) || keys.startsWith(`${each} `)))
      return { kind: 'begins', by: other.id };
  }
  return null;
}

/** Two that came with the same keys never run at the same time: closing and reopening. */
const related = (one: Keyed | undefined, other: Keyed): boolean =>
  one?.original.some((keys) => other.original.includes(keys)) ?? false;

/** What was pressed so far, with one more stroke: a second letter makes a sequence. */
export function further(before: string, pressed: string): string {
  const strokes = before.split(' ').filter(Boolean);
  return strokes.length === 1 && isSingle(before) && isSingle(pressed)
    ? `${before} ${pressed}`
    : pressed;
}
