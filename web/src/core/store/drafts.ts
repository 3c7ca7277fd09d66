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
const EMPTY: Kept = { text: '', body: {}, dirty: false, state: 'kept', other: null };

export class Drafts extends Signal {
  readonly #kept = new Map<string, Kept>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
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
    return [...this.#kept.values()].some((each) => each.dirty && filled(each));
  }

  set(id: Id, kind: DraftKind, text: string, body?: DraftBody): void {
    const key = `${id} ${kind}`;
    const before = this.get(id, kind);
    const next: Kept = { ...before, text, body: body ?? before.body, dirty: true, state: 'kept' };
    this.#put(key, next);
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => void this.#save(key), WAIT),
    );
  }

  /** It was sent, or thrown away: gone everywhere. */
  clear(id: Id, kind: DraftKind): void {
    const key = `${id} ${kind}`;
    if (!this.#kept.has(key)) return;
    this.set(id, kind, '', {});
    clearTimeout(this.#timers.get(key));
    void this.#save(key);
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
    for (const [key, kept] of this.#kept) if (kept.dirty) void this.#save(key);
  }

  async refresh(): Promise<void> {
    let all: Draft[];
    try {
      all = await this.server.all();
    } catch {
      return;
    }
    const theirs = new Map(all.map((draft) => [`${draft.conversation_id} ${draft.kind}`, draft]));
    for (const [key, kept] of [...this.#kept])
      if (!kept.dirty && !theirs.has(key)) this.#put(key, EMPTY);
    for (const [key, draft] of theirs) {
      const kept = this.#kept.get(key);
      const body = draft.body ?? {};
      if (!kept || !kept.dirty)
        this.#put(key, { text: draft.text, body, dirty: false, state: 'saved', other: null });
      else if (draft.text !== kept.text && kept.state === 'local')
        this.#put(key, { ...kept, other: { text: draft.text, body } });
    }
  }

  /** Before the page goes: what waited for its moment is sent at once. */
  flush(): void {
    for (const [key, kept] of this.#kept)
      if (kept.dirty && kept.state === 'kept') void this.#save(key);
  }

  async #save(key: string): Promise<void> {
    const kept = this.#kept.get(key);
    if (!kept?.dirty) return;
    const [id = '', kind = 'reply'] = key.split(' ') as [Id, DraftKind];
    this.#put(key, { ...kept, state: 'saving' });
    try {
      if (filled(kept)) await this.server.put(id, kind, kept.text, kept.body);
      else await this.server.drop(id, kind);
      const now = this.#kept.get(key);
      // Somebody went on typing meanwhile: that change has its own timer.
      if (now?.text === kept.text && now.body === kept.body)
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

  #put(key: string, kept: Kept): void {
    const gone = !filled(kept) && !kept.dirty;
    if (gone) this.#kept.delete(key);
    else this.#kept.set(key, kept);
    try {
      if (gone) this.store.removeItem(this.#name(key));
      else
        this.store.setItem(
          this.#name(key),
          JSON.stringify({ text: kept.text, body: kept.body, dirty: kept.dirty }),
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

const filled = (kept: Kept): boolean => kept.text.trim() !== '' || Boolean(kept.body.media?.length);

function read(text: string | null): Kept | null {
  try {
    const found = JSON.parse(text ?? 'null') as Partial<Kept> | null;
    if (!found || typeof found.text !== 'string') return null;
    return { ...EMPTY, text: found.text, body: found.body ?? {}, dirty: Boolean(found.dirty) };
  } catch {
    return null;
  }
}
