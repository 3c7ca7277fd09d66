// What just happened, and the way back. Ten steps deep; the newest is undone first.
import { ApiError } from './client.ts';
import { said, type MessageKey, type Said } from './said.ts';
import { Signal } from './signal.ts';

export interface Toast {
  id: number;
  kind: 'done' | 'sending' | 'error';
  text: Said;
  /** When it goes away by itself; null: when a person closes it. */
  until: number | null;
  from: number;
  undo?: () => Promise<void> | void;
  more?: { label: Said; run: () => void };
}

const SHOWN_MS = 8000;
const DEPTH = 10;

export class Toasts extends Signal {
  #items: Toast[] = [];
  #undoable: Toast[] = [];
  #next = 1;

  get items(): readonly Toast[] {
    return this.#items;
  }

  get canUndo(): boolean {
    return this.#undoable.length > 0;
  }

  /** Whether something on the screen offers to be taken back. */
  get offersUndo(): boolean {
    return this.#items.some((each) => each.undo);
  }

  done(text: Said, undo?: () => Promise<void> | void): void {
    this.#add({ kind: 'done', text, until: Date.now() + SHOWN_MS, ...(undo ? { undo } : {}) });
  }

  /** A reply that still can be called back until `until`, by our own clock. */
  sending(text: Said, until: number, undo: () => Promise<void>, now: () => void): number {
    return this.#add({
      kind: 'sending',
      text,
      until,
      undo,
      more: { label: said('delivery-send-now'), run: now },
    });
  }

  failed(error: unknown, more?: Toast['more']): void {
    const text = problemText(error);
    this.#add({
      kind: 'error',
      text,
      until: Date.now() + 2 * SHOWN_MS,
      ...(more ? { more } : {}),
    });
  }

  say(text: Said, kind: Toast['kind'] = 'done'): void {
    this.#add({ kind, text, until: Date.now() + SHOWN_MS });
  }

  drop(id: number): void {
    this.#items = this.#items.filter((each) => each.id !== id);
    const gone = this.#undoable.find((each) => each.id === id);
    if (gone?.kind === 'sending') this.#undoable = this.#undoable.filter((each) => each.id !== id);
    this.changed();
  }

  /** Takes back the newest thing, or a certain one. */
  async undo(id?: number): Promise<void> {
    const last = id ? this.#undoable.find((each) => each.id === id) : this.#undoable.at(-1);
    if (!last?.undo) return;
    this.#undoable = this.#undoable.filter((each) => each !== last);
    this.#items = this.#items.filter((each) => each !== last);
    this.changed();
    try {
      await last.undo();
    } catch (error) {
      this.failed(error);
    }
  }

  #add(toast: Omit<Toast, 'id' | 'from'>): number {
    const made = { ...toast, id: this.#next++, from: Date.now() };
    // One quiet place: what is only told makes room for the next.
    this.#items = [...this.#items.filter((each) => each.kind !== 'done'), made].slice(-4);
    if (made.undo) this.#undoable = [...this.#undoable, made].slice(-DEPTH);
    if (made.until !== null) setTimeout(() => this.drop(made.id), made.until - Date.now());
    this.changed();
    return made.id;
  }
}

/** What a failure means for a person: what happened, whether the customer saw it, what to do. */
export function problemText(error: unknown): Said {
  if (!(error instanceof ApiError)) return said('error-failed');
  const args: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(error.problem.values))
    if (typeof value === 'string' || typeof value === 'number') args[name] = value;
  const key = `error-${error.code.replace(/[._]/g, '-')}` as MessageKey;
  return { key, args, otherwise: error.status >= 500 ? 'error-unavailable' : 'error-failed' };
}
