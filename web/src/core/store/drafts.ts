// What somebody is writing. Kept here at once and with the server after a moment; nothing that
// happens elsewhere ever touches it. A reply and a note are two texts.
import { Signal } from '../signal.ts';
import type { Draft, DraftBody, DraftKind, Id } from '../types.ts';

export interface Kept {
  text: string;
  body: DraftBody;
  /** Changed since the server last had it. */
  dirty: boolean;
  state: 'kept' | 'saving' | 'saved' | 'local';
  /** What another device of ours wrote meanwhile. */
  other: { text: string; body: DraftBody } | null;
  /** Words on their way: out of the field, but kept until the server has said that it has them. */
  leaving: Leaving | null;
  /** With which key these words were tried, should they be sent once more. */
  attempt: Attempt | null;
}

/** The same content goes with the same key, so that trying twice sends once. */
export interface Attempt {
  content: string;
  key: string;
}

interface Leaving {
  text: string;
  body: DraftBody;
  dirty: boolean;
  attempt: Attempt;
}

export interface DraftStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  key(index: number): string | null;
  readonly length: number;
}

export interface DraftServer {
  put(id: Id, kind: DraftKind, text: string, body: DraftBody): Promise<unknown>;
  drop(id: Id, kind: DraftKind): Promise<unknown>;
  all(): Promise<Draft[]>;
}

const WAIT = 800;
const EMPTY: Kept = {
  text: '',
  body: {},
  dirty: false,
  state: 'kept',
  other: null,
  leaving: null,
  attempt: null,
};

export class Drafts extends Signal {
  readonly #kept = new Map<string, Kept>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** Being saved; true: once more afterwards, because it changed meanwhile. */
  readonly #saving = new Map<string, boolean>();
  /** When each was last changed or saved here, counted: what was asked before is older. */
  readonly #touched = new Map<string, number>();
  #count = 0;
  #agent: Id = '';

  constructor(
    private readonly store: DraftStore,
    private readonly server: DraftServer,
  ) {
    super();
  }

  get(id: Id, kind: DraftKind): Kept {
    return this.#kept.get(`${id} ${kind}`) ?? EMPTY;
  }

  has(id: Id): boolean {
    return filled(this.get(id, 'reply')) || filled(this.get(id, 'note'));
  }

  /** Whether something here has not reached the server. */
  get unsaved(): boolean {
    return [...this.#kept.values()].some((each) => (each.dirty && filled(each)) || each.leaving);
  }

  set(id: Id, kind: DraftKind, text: string, body?: DraftBody): void {
    const key = `${id} ${kind}`;
    const before = this.get(id, kind);
    const next: Kept = { ...before, text, body: body ?? before.body, dirty: true, state: 'kept' };
    this.#touch(key);
    this.#put(key, next);
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => void this.#save(key), WAIT),
    );
  }

  /** The conversation was forgotten: what was being written in it goes as well. */
  forget(id: Id): void {
    for (const kind of ['reply', 'note'] as const) {
      const key = `${id} ${kind}`;
      clearTimeout(this.#timers.get(key));
      if (this.#kept.has(key)) this.#put(key, EMPTY);
    }
  }

  /** It is being sent: the field is empty for what comes next, the words are kept. */
  leave(id: Id, kind: DraftKind, attempt: Attempt): void {
    const key = `${id} ${kind}`;
    const { text, body, dirty, other } = this.get(id, kind);
    clearTimeout(this.#timers.get(key));
    this.#touch(key);
    this.#put(key, { ...EMPTY, other, leaving: { text, body, dirty, attempt } });
  }

  /** It was sent: gone everywhere, unless something new was begun. */
  left(id: Id, kind: DraftKind): void {
    const key = `${id} ${kind}`;
    const kept = this.get(id, kind);
    if (!kept.leaving) return;
    this.#touch(key);
    // With the reply the server dropped the draft, also one that was begun since: it is told again.
    this.#put(key, { ...kept, leaving: null, dirty: true });
    void this.#save(key);
  }

  /** It was not sent: the words stand in the field again, before what was begun since. */
  giveBack(id: Id, kind: DraftKind): void {
    const key = `${id} ${kind}`;
    const kept = this.get(id, kind);
    if (!kept.leaving) return;
    this.#put(key, returned(kept));
    this.set(id, kind, this.get(id, kind).text);
  }

  /** Takes what another device wrote instead of what stands here. */
  takeOther(id: Id, kind: DraftKind): void {
    const kept = this.get(id, kind);
    if (kept.other) {
      const { text, body } = kept.other;
      this.#put(`${id} ${kind}`, { ...kept, other: null });
      this.set(id, kind, text, body);
    }
  }

  keepOwn(id: Id, kind: DraftKind): void {
    this.#put(`${id} ${kind}`, { ...this.get(id, kind), other: null });
  }

  /** Reads what this browser kept, then what the server has. */
  async start(agent: Id): Promise<void> {
    this.#agent = agent;
    this.#kept.clear();
    const prefix = this.#name('');
    for (let i = 0; i < this.store.length; i++) {
      const name = this.store.key(i);
      if (!name?.startsWith(prefix)) continue;
      const kept = read(this.store.getItem(name));
      if (kept) this.#kept.set(name.slice(prefix.length), kept);
    }
    this.changed();
    await this.refresh();
    for (const [key, kept] of [...this.#kept]) if (kept.dirty) void this.#save(key);
  }

  async refresh(): Promise<void> {
    const asked = this.#count;
    let all: Draft[];
    try {
      all = await this.server.all();
    } catch {
      return;
    }
    const theirs = new Map(all.map((draft) => [`${draft.conversation_id} ${draft.kind}`, draft]));
    // What is on its way, or was touched here after the server was asked, is newer than its answer.
    const newer = (key: string): boolean =>
      (this.#touched.get(key) ?? 0) > asked || Boolean(this.#kept.get(key)?.leaving);
    for (const [key, kept] of [...this.#kept])
      if (!kept.dirty && filled(kept) && !theirs.has(key) && !newer(key)) this.#put(key, EMPTY);
    for (const [key, draft] of theirs) {
      if (newer(key)) continue;
      const kept = this.#kept.get(key);
      const body = draft.body ?? {};
      if (!kept || !kept.dirty)
        this.#put(key, {
          ...EMPTY,
          text: draft.text,
          body,
          state: 'saved',
          attempt: kept?.attempt ?? null,
        });
      else if (draft.text !== kept.text && kept.state === 'local')
        this.#put(key, { ...kept, other: { text: draft.text, body } });
    }
  }

  /** Before the page goes: what waited for its moment is sent at once. */
  flush(): void {
    for (const [key, kept] of this.#kept)
      if (kept.dirty && kept.state === 'kept') void this.#save(key);
  }

  /** One after the other for each draft: an older text never overtakes a newer one. */
  async #save(key: string): Promise<void> {
    if (this.#saving.has(key)) {
      this.#saving.set(key, true);
      return;
    }
    this.#saving.set(key, false);
    try {
      await this.#saveNow(key);
    } finally {
      const again = this.#saving.get(key);
      this.#saving.delete(key);
      if (again) void this.#save(key);
    }
  }

  async #saveNow(key: string): Promise<void> {
    const kept = this.#kept.get(key);
    if (!kept?.dirty) return;
    const [id = '', kind = 'reply'] = key.split(' ') as [Id, DraftKind];
    this.#put(key, { ...kept, state: 'saving' });
    try {
      if (filled(kept)) await this.server.put(id, kind, kept.text, kept.body);
      else await this.server.drop(id, kind);
      this.#touch(key);
      const now = this.#kept.get(key);
      // Somebody went on typing meanwhile: that change has its own timer.
      if (now?.text === kept.text && now.body === kept.body && now.leaving === kept.leaving)
        this.#put(key, { ...now, dirty: false, state: 'saved' });
    } catch {
      const now = this.#kept.get(key);
      if (now) this.#put(key, { ...now, state: 'local' });
      clearTimeout(this.#timers.get(key));
      this.#timers.set(
        key,
        setTimeout(() => void this.#save(key), 10 * WAIT),
      );
    }
  }

  #touch(key: string): void {
    this.#touched.set(key, ++this.#count);
  }

  #put(key: string, kept: Kept): void {
    const gone = !filled(kept) && !kept.dirty && !kept.leaving;
    // What was chosen before the first word outlasts the moment, but not the page.
    if (gone && !chosen(kept.body)) this.#kept.delete(key);
    else this.#kept.set(key, kept);
    try {
      if (gone) this.store.removeItem(this.#name(key));
      else
        this.store.setItem(
          this.#name(key),
          JSON.stringify({
            text: kept.text,
            body: kept.body,
            dirty: kept.dirty,
            ...(kept.leaving ? { leaving: kept.leaving } : {}),
            ...(kept.attempt ? { attempt: kept.attempt } : {}),
          }),
        );
    } catch {
      // A full or forbidden store: the server's copy remains.
    }
    this.changed();
  }

  #name(key: string): string {
    return `gerne.draft ${this.#agent} ${key}`;
  }
}

/** The words that were on their way, back in the field. */
function returned(kept: Kept): Kept {
  const { leaving } = kept;
  if (!leaving) return kept;
  const fresh = filled(kept);
  return {
    ...kept,
    text: [leaving.text, kept.text].filter((each) => each.trim()).join('\n\n'),
    body: fresh ? { ...leaving.body, ...kept.body } : leaving.body,
    dirty: kept.dirty || leaving.dirty,
    attempt: leaving.attempt,
    leaving: null,
  };
}

/** Whom it reaches, what it answers, how public it is: decided already, whatever will be said. */
const chosen = (body: DraftBody): boolean =>
  Boolean(body.letter ?? body.in_reply_to ?? body.visibility ?? body.content_warning !== undefined);

const filled = (kept: Kept): boolean => kept.text.trim() !== '' || Boolean(kept.body.media?.length);

function read(text: string | null): Kept | null {
  try {
    const found = JSON.parse(text ?? 'null') as Partial<Kept> | null;
    if (!found || typeof found.text !== 'string') return null;
    // The page went before the server answered: the words are here, and their key. When they did
    // arrive, the server has no draft of them, and they go with the first look.
    return returned({
      ...EMPTY,
      text: found.text,
      body: found.body ?? {},
      dirty: Boolean(found.dirty),
      leaving: found.leaving ?? null,
      attempt: found.attempt ?? null,
    });
  } catch {
    return null;
  }
}
