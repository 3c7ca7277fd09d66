// Texts kept ready: found by "/" where a word begins, put in with names in the place of variables.
import { app, directory, me } from '$app';
import type { Snippet } from '../../core/types.ts';
import { asked, expand, fitting } from './snippets.ts';

interface Field {
  text: () => string;
  element: () => HTMLTextAreaElement | undefined;
  customer: () => string;
  set: (text: string) => void;
  /** Nothing may be put in here. */
  off: () => boolean;
}

/** The list under the caret, and the keys that walk through it. */
export class SnippetPicker {
  caret = $state(0);
  #at = $state(0);
  #dismissed = $state<string | null>(null);
  readonly #asked = $derived.by(() => asked(this.field.text(), this.caret));
  /** One was asked for where none may be put in. */
  readonly withheld = $derived.by(() => this.#asked !== undefined && this.field.off());
  readonly found = $derived.by(() =>
    this.#asked === undefined || this.#asked === this.#dismissed || this.field.off()
      ? []
      : fitting(directory().snippets, this.#asked),
  );
  readonly chosen = $derived(this.found[Math.min(this.#at, this.found.length - 1)]);

  constructor(private readonly field: Field) {}

  /** A key; true when it was for the list. */
  press(event: KeyboardEvent): boolean {
    const { chosen, found } = this;
    if (!chosen || event.ctrlKey || event.metaKey || event.isComposing) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step)
      this.#at = (Math.min(this.#at, found.length - 1) + step + found.length) % found.length;
    else if (event.key === 'Enter' || event.key === 'Tab') this.put(chosen);
    else if (event.key === 'Escape') this.#dismissed = this.#asked ?? null;
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  typed(): void {
    this.#at = 0;
    this.#dismissed = null;
  }

  /** Puts a text in the place of what was typed for it, or where the caret stands. */
  put(snippet: Snippet): void {
    const text = this.field.text();
    const element = this.field.element();
    const typed = this.#asked;
    const end = typed === undefined ? (element?.selectionEnd ?? text.length) : this.caret;
    const start = typed === undefined ? (element?.selectionStart ?? end) : end - typed.length - 1;
    const words = expand(snippet.text, this.field.customer(), me().face.name);
    const before = text.slice(0, start);
    const gap = before && !/\s$/u.test(before) ? ' ' : '';
    this.field.set(before + gap + words + text.slice(end));
    const caret = start + gap.length + words.length;
    this.caret = caret;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        element?.focus();
        element?.setSelectionRange(caret, caret);
      }),
    );
  }

  /** In the palette, too, for as long as there is a field to put them into. */
  commands(): () => void {
    if (this.field.off()) return () => {};
    return app.commands.register(
      directory().snippets.map((each) => ({
        id: `snippet.${each.id}`,
        title: 'snippet-use' as const,
        name: each.name,
        section: 'snippet' as const,
        words: each.text,
        run: () => this.put(each),
      })),
    );
  }
}
