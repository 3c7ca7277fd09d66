// People, and what else passed between them and us. A handful is kept.
import type { Api } from '../api.ts';
import { ApiError } from '../client.ts';
import { Signal } from '../signal.ts';
import type { CustomerInfo, Id, Row } from '../types.ts';
import type { Conversations } from './conversations.ts';

const KEPT = 60;

interface Known {
  info: CustomerInfo | null;
  conversations: Id[];
  stale: boolean;
  problem: string | null;
}

export class Customers extends Signal {
  readonly #known = new Map<Id, Known>();
  /** Nobody asks about them any more. */
  readonly #erased = new Set<Id>();
  readonly #loading = new Map<Id, Promise<void>>();

  constructor(
    private readonly api: Api,
    private readonly rows: Conversations,
  ) {
    super();
  }

  get(id: Id | null | undefined): CustomerInfo | null {
    return (id && this.#known.get(id)?.info) || null;
  }

  problem(id: Id): string | null {
    return this.#known.get(id)?.problem ?? null;
  }

  /** All matters of theirs that we may see, newest first. */
  conversations(id: Id): Row[] {
    return (this.#known.get(id)?.conversations ?? [])
      .map((each) => this.rows.get(each))
      .filter((row) => row !== undefined);
  }

  apply(info: CustomerInfo): void {
    const known = this.#known.get(info.id);
    this.#put(info.id, { conversations: [], stale: true, problem: null, ...known, info });
  }

  /** Erased: nothing of them stays here. */
  drop(id: Id): void {
    this.#erased.add(id);
    if (this.#known.delete(id)) this.changed();
  }

  stale(id: Id | null): void {
    const known = id ? this.#known.get(id) : undefined;
    if (!id || !known) return;
    known.stale = true;
    this.changed();
  }

  expire(): void {
    for (const known of this.#known.values()) known.stale = true;
    this.changed();
  }

  needs(id: Id): boolean {
    return !this.#erased.has(id) && (this.#known.get(id)?.stale ?? true);
  }

  load(id: Id): Promise<void> {
    if (!id || !this.needs(id)) return Promise.resolve();
    const running = this.#loading.get(id);
    if (running) return running;
    const started = this.#load(id).finally(() => this.#loading.delete(id));
    this.#loading.set(id, started);
    return started;
  }

  async #load(id: Id): Promise<void> {
    try {
      const [info, page] = await Promise.all([
        this.api.customer(id),
        this.api.customerConversations(id),
      ]);
      this.rows.applyAll(page.items);
      const conversations = page.items.map((row) => row.id);
      this.#put(id, { info, conversations, stale: false, problem: null });
    } catch (error) {
      const problem = error instanceof ApiError ? error.code : 'failed';
      const known = this.#known.get(id);
      this.#put(id, { info: null, conversations: [], ...known, stale: false, problem });
    }
  }

  #put(id: Id, known: Known): void {
    this.#known.delete(id);
    this.#known.set(id, known);
    const oldest = this.#known.keys().next().value;
    if (this.#known.size > KEPT && oldest) this.#known.delete(oldest);
    this.changed();
  }
}
