// From key events to strokes. Only `event.key` counts: y and z, / and ? sit elsewhere on a German
// keyboard. Alt is never ours: AltGr is Ctrl+Alt, and writes @ and €.

export interface KeyLike {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  isComposing?: boolean;
  repeat?: boolean;
  getModifierState?: (name: string) => boolean;
}

/** "Mod+Enter", "Mod+Shift+Enter", "j", "Shift+j", "?", "Escape"; null when it is not ours. */
export function stroke(event: KeyLike): string | null {
  if (event.isComposing || event.key === 'Dead' || event.key === 'Process') return null;
  if (event.altKey || event.getModifierState?.('AltGraph')) return null;
  if (['Control', 'Meta', 'Shift', 'Alt', 'CapsLock'].includes(event.key)) return null;
  const mod = event.ctrlKey || event.metaKey;
  const letter = event.key.length === 1;
  const cased = letter && event.key.toLowerCase() !== event.key.toUpperCase();
  const key = cased ? event.key.toLowerCase() : event.key;
  // Shift only counts where it does not make another sign: "?" is "?" on every keyboard.
  const shift = event.shiftKey && (cased || !letter);
  return `${mod ? 'Mod+' : ''}${shift ? 'Shift+' : ''}${key === ' ' ? 'Space' : key}`;
}

const ALWAYS = new Set(['Escape', 'F6', 'Shift+F6']);

/** Whether a stroke may act while somebody writes in a field. */
export function worksInFields(keys: string): boolean {
  return keys.startsWith('Mod+') || ALWAYS.has(keys);
}

/** Whether it is one of those that WCAG 2.1.4 wants to be switchable. */
export function isSingle(keys: string): boolean {
  return !worksInFields(keys) && (keys.split(' ')[0] ?? '').replace('Shift+', '').length === 1;
}

const SEQUENCE_MS = 1200;

/** Remembers the first stroke of "g m" for a moment. */
export class Sequences {
  #first: { stroke: string; at: number } | null = null;

  /** What was meant, longest first: ["g m", "m"]. */
  take(pressed: string, now: number): string[] {
    const before = this.#first && now - this.#first.at < SEQUENCE_MS ? this.#first.stroke : null;
    this.#first = null;
    return before ? [`${before} ${pressed}`] : [pressed];
  }

  wait(first: string, now: number): void {
    this.#first = { stroke: first, at: now };
  }

  get waiting(): string | null {
    return this.#first?.stroke ?? null;
  }
}

/** How a stroke is written for people: ["Strg", "↵"]. */
export function spell(keys: string, mac: boolean, language: 'de' | 'en'): string[][] {
  const names: Record<string, string> = {
    Mod: mac ? '⌘' : language === 'de' ? 'Strg' : 'Ctrl',
    Shift: mac ? '⇧' : language === 'de' ? 'Umschalt' : 'Shift',
    Enter: '↵',
    Escape: 'Esc',
    ArrowDown: '↓',
    ArrowUp: '↑',
    Space: language === 'de' ? 'Leertaste' : 'Space',
  };
  return keys
    .split(' ')
    .map((each) =>
      each.split('+').map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part)),
    );
}
