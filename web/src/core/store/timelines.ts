// What was said in a conversation, oldest first; a few are kept so that going back is instant.
import { ApiError } from '../client.ts';
import { Signal } from '../signal.ts';
import type { ChangeEntry, Entry, Id, LiveEvent, Page } from '../types.ts';

const FIRST = 40;
const KEPT = 30;

type Fetch = (
  id: Id,
  before: string | null,
  limit: number,
) => Promise<{ body: Page<Entry>; seq: number }>;

/** Stays the same from the first sketch to the sent reply, so that nothing ever flickers. */
export function keyOf(entry: Entry): string {
  if (entry.type === 'change') return `change ${entry.seq}`;
  return entry.type === 'message' && entry.client_id ? `own ${entry.client_id}` : entry.id;
}

export class Timeline extends Signal {
  entries: Entry[] = [];
  /** Everything up to this event is in here. */
  seq = 0;
  ready = false;
  loading = false;
  problem: string | null = null;
  #older: string | null = null;
  #stale = true;
  /** What it holds may have gone elsewhere: the next answer is all there is. */
  #anew = false;
  /** Asked for while an answer was awaited that may be too old. */
  #again = false;
  /** What came while an answer was awaited: newer than that answer. */
  #meanwhile = new Map<string, Entry>();

  constructor(
    readonly id: Id,
    private readonly fetch: Fetch,
  ) {
    super();
  }

  get more(): boolean {
    return this.#older !== null;
  }

  async load(): Promise<void> {
    if (!this.#stale) return;
    if (this.loading) {
      this.#again = true;
      return;
    }
    await this.#get(null);
  }

  async loadOlder(): Promise<void> {
    if (this.#older === null || this.loading) return;
    await this.#get(this.#older);
  }

  /** It may have missed something: look again when it is next shown. */
  expire(anew = false): void {
    this.#stale = true;
    this.#anew ||= anew;
  }

  /** Whether the feed brought this already: then it is as new as any answer, or newer. */
  find(key: string): Entry | undefined {
    return this.entries.find((each) => keyOf(each) === key);
  }

  /** Something in it changed in a way that no event brings. */
  refresh(): void {
    this.expire(true);
    void this.load();
  }

  /** Whether something in it answers this message. */
  quotes(message: unknown): boolean {
    return this.entries.some((each) => each.type === 'message' && each.parent?.id === message);
  }

  apply(entry: Entry): void {
    const key = keyOf(entry);
    if (this.loading) this.#meanwhile.set(key, entry);
    const id = entry.type === 'change' ? null : entry.id;
    if (unsaid(entry)) {
      this.remove(key);
      return;
    }
    const at = this.entries.findIndex(
      (each) => keyOf(each) === key || (id !== null && each.type !== 'change' && each.id === id),
    );
    this.entries = at >= 0 ? this.entries.with(at, entry) : sorted([...this.entries, entry]);
    this.changed();
  }

  remove(key: string): void {
    this.entries = this.entries.filter(
      (each) => keyOf(each) !== key && (each.type === 'change' || each.id !== key),
    );
    this.changed();
  }

  async #get(before: string | null): Promise<void> {
    const anew = before === null && this.#anew;
    if (before === null) this.#stale = this.#anew = false;
    this.loading = true;
    this.#meanwhile.clear();
    this.problem = null;
    this.changed();
    try {
      const { body: page, seq } = await this.fetch(this.id, before, FIRST);
      if (before === null) this.seq = Math.max(this.seq, seq);
      if (before !== null || !this.ready || anew) this.#older = page.next;
      const known = new Set(page.items.map(keyOf));
      const from = page.next === null || anew ? -Infinity : Date.parse(page.items[0]?.at ?? '');
      // What the newest page should hold and does not was moved elsewhere, or is gone.
      const stays = (each: Entry): boolean =>
        before !== null ||
        this.#meanwhile.has(keyOf(each)) ||
        sketched(each) ||
        Date.parse(each.at) < from;
      const rest = this.entries.filter((each) => !known.has(keyOf(each)) && stays(each));
      const items = page.items.map((each) => this.#meanwhile.get(keyOf(each)) ?? each);
      this.entries = sorted([...rest, ...items].filter((each) => !unsaid(each)));
      this.ready = true;
    } catch (error) {
      if (before === null) this.expire(anew);
      this.problem = error instanceof ApiError ? error.code : 'failed';
    } finally {
      this.loading = false;
      this.changed();
    }
    if (this.#again) {
      this.#again = false;
      await this.load();
    }
  }
}

/** Called back before it left, or known not to have arrived: nobody ever read it. */
const unsaid = (entry: Entry): boolean =>
  entry.type === 'message' && entry.delivery?.state === 'cancelled';

/** Ours, on its way to the server. */
const sketched = (entry: Entry): boolean => entry.type === 'message' && entry.delivery?.id === '';

const sorted = (entries: Entry[]): Entry[] =>
  entries.sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || rank(a) - rank(b));

// What was said stands before what it changed.
const rank = (entry: Entry): number => (entry.type === 'change' ? 1 : 0);

export class Timelines {
  readonly #kept = new Map<Id, Timeline>();

  constructor(private readonly fetch: Fetch) {}

  /** The timeline of a conversation; not loaded until somebody asks it to. */
  of(id: Id): Timeline {
    const known = this.#kept.get(id);
    if (known) {
      this.#kept.delete(id);
      this.#kept.set(id, known);
      return known;
    }
    const made = new Timeline(id, this.fetch);
    this.#kept.set(id, made);
    const oldest = this.#kept.keys().next().value;
    if (this.#kept.size > KEPT && oldest) this.#kept.delete(oldest);
    return made;
  }

  known(id: Id | null): Timeline | undefined {
    return id ? this.#kept.get(id) : undefined;
  }

  /** What was forgotten is forgotten here too. */
  drop(id: Id): void {
    this.#kept.delete(id);
  }

  take(event: LiveEvent): void {
    // Answers show the beginning of what they answer.
    if (event.kind === 'message_edited' || event.kind === 'message_deleted')
      for (const each of this.#kept.values()) if (each.quotes(event['message'])) each.refresh();
    if (event.kind === 'conversation_forgotten' && event.conversation_id)
      this.drop(event.conversation_id);
    const timeline = this.known(event.conversation_id);
    if (!timeline) return;
    timeline.seq = Math.max(timeline.seq, event.seq);
    if (event.kind === 'conversation_joined' || event.kind === 'conversation_separated') {
      timeline.expire(true);
      void timeline.load();
    }
    if (event.kind === 'message_forgotten' && typeof event['message'] === 'string')
      timeline.remove(event['message']);
    if (event.entry) timeline.apply(event.entry);
    else if (SHOWN.has(event.kind)) timeline.apply(change(event));
  }

  expire(): void {
    for (const timeline of this.#kept.values()) timeline.expire();
  }

  clear(): void {
    this.#kept.clear();
  }
}

/** Changes that a timeline tells; all others are only seen in their effect. */
export const SHOWN = new Set([
  'assigned', 'status_changed', 'labels_changed', 'conversation_joined', 'conversation_separated',
  'promise_changed', 'follow_up_changed',
]); // prettier-ignore

function change(event: LiveEvent): ChangeEntry {
  return {
    type: 'change',
    seq: event.seq,
    conversation_id: event.conversation_id ?? '',
    at: event.at,
    actor: event.actor,
    change: event.kind,
    data: event,
  };
}
