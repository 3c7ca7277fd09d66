// One search at a time: what was asked for before never overwrites what is asked for now.
import { app } from '$app';
import type { CustomerInfo, SearchHit, SearchWhere } from '../core/types.ts';
import { errorText } from '$ui/form.svelte.ts';

const WAIT_MS = 140;

export class Search {
  asked = $state('');
  hits = $state.raw<SearchHit[]>([]);
  /** What was said in the matters of those whom some of the words name. */
  named = $state.raw<SearchHit[]>([]);
  notes = $state.raw<SearchHit[]>([]);
  people = $state.raw<CustomerInfo[]>([]);
  morePeople = $state(false);
  next = $state.raw<string | null>(null);
  /** Whether an answer to `asked` is there. */
  ready = $state(false);
  loading = $state(false);
  problem = $state('');
  #where: SearchWhere = {};
  #abort = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Asks after a moment without typing; `now` at once. */
  ask(text: string, where: SearchWhere, now = false): void {
    const words = text.trim();
    if (words === this.asked && JSON.stringify(where) === JSON.stringify(this.#where)) return;
    clearTimeout(this.#timer);
    this.#abort.abort();
    this.asked = words;
    this.#where = where;
    this.problem = '';
    if (!words) {
      this.hits = [];
      this.named = [];
      this.notes = [];
      this.people = [];
      this.next = null;
      this.ready = this.loading = false;
      return;
    }
    this.loading = true;
    this.#timer = setTimeout(() => void this.#run(words), now ? 0 : WAIT_MS);
  }

  again(): void {
    const words = this.asked;
    this.asked = '';
    this.ask(words, this.#where, true);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#abort.abort();
  }

  async more(): Promise<void> {
    if (!this.next || this.loading) return;
    this.loading = true;
    const { signal } = this.#abort;
    try {
      const page = await app.api.searchMessages(this.asked, this.#where, this.next, signal);
      if (signal.aborted) return;
      this.hits = [...this.hits, ...page.items];
      this.next = page.next;
    } catch (error) {
      if (!signal.aborted) this.problem = errorText(error);
    } finally {
      if (!signal.aborted) this.loading = false;
    }
  }

  async #run(words: string): Promise<void> {
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const where = this.#where;
    // Who somebody is has no channel and no day: narrowed down, only what was said is asked for.
    const anyone = Object.keys(where).length
      ? { items: [], next: null }
      : app.api.searchCustomers(words, null, signal);
    try {
      const [messages, named, notes, people] = await Promise.all([
        app.api.searchMessages(words, where, null, signal),
        app.api.searchOfPeople(words, where, signal),
        app.api.searchNotes(words, where, null, signal),
        anyone,
      ]);
      if (signal.aborted) return;
      this.hits = messages.items;
      const known = new Set(messages.items.map((each) => each.entry.id));
      this.named = named.items.filter((each) => !known.has(each.entry.id));
      this.notes = notes.items;
      this.next = messages.next;
      this.people = people.items;
      this.morePeople = people.next !== null;
      this.ready = true;
    } catch (error) {
      if (signal.aborted) return;
      this.problem = errorText(error);
    }
    this.loading = false;
  }
}
