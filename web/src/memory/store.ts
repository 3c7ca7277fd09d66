// Case cards and what is known of people; a handful is kept, and looked at again when told.
import { ApiError } from '../core/client.ts';
import { Signal } from '../core/signal.ts';
import type { Id, LiveEvent } from '../core/types.ts';
import type { Api } from './api.ts';
import type { Card, Fact, Knowledge, Line, Same } from './types.ts';

const KEPT = 40;

interface Known<T> {
  value: T | null;
  stale: boolean;
  problem: string | null;
}

/** What is fetched by an id, once at a time. */
class Shelf<T> {
  readonly #known = new Map<Id, Known<T>>();
  readonly #loading = new Set<Id>();

  constructor(
    private readonly fetch: (id: Id) => Promise<T>,
    private readonly changed: () => void,
  ) {}

  get(id: Id | null | undefined): T | null {
    return (id && this.#known.get(id)?.value) || null;
  }

  problem(id: Id): string | null {
    return this.#known.get(id)?.problem ?? null;
  }

  needs(id: Id): boolean {
    return this.#known.get(id)?.stale ?? true;
  }

  put(id: Id, value: T): void {
    this.#put(id, { value, stale: false, problem: null });
  }

  stale(id: Id | null | undefined): void {
    const known = id ? this.#known.get(id) : undefined;
    if (!known) return;
    known.stale = true;
    this.changed();
  }

  expire(): void {
    for (const known of this.#known.values()) known.stale = true;
    this.changed();
  }

  drop(id: Id): void {
    if (this.#known.delete(id)) this.changed();
  }

  async load(id: Id): Promise<void> {
    if (!this.needs(id) || this.#loading.has(id)) return;
    this.#loading.add(id);
    const known = this.#known.get(id) ?? { value: null, stale: false, problem: null };
    // What becomes stale while the answer is awaited is asked for again.
    known.stale = false;
    this.#known.set(id, known);
    try {
      const value = await this.fetch(id);
      this.#put(id, { value, stale: known.stale, problem: null });
    } catch (error) {
      const problem = error instanceof ApiError ? error.code : 'failed';
      this.#put(id, { value: known.value, stale: false, problem });
    } finally {
      this.#loading.delete(id);
    }
  }

  #put(id: Id, known: Known<T>): void {
    this.#known.delete(id);
    this.#known.set(id, known);
    const oldest = this.#known.keys().next().value;
    if (this.#known.size > KEPT && oldest) this.#known.delete(oldest);
    this.changed();
  }
}

/** Events after which a case card may read differently. */
const TOUCHES = new Set([
  'message_received', 'message_edited', 'message_deleted', 'message_forgotten', 'reply_written',
  'note_written', 'delivery_changed', 'facts_changed', 'promise_changed', 'contact_logged',
  'contact_changed', 'status_changed', 'conversation_joined', 'conversation_separated',
]); // prettier-ignore

export class Memory extends Signal {
  readonly cards: Shelf<Card>;
  readonly facts: Shelf<Fact[]>;
  /** Who may be the same person. */
  readonly same: Shelf<Same[]>;
  /** What the company taught; one for all. */
  readonly house: Shelf<Knowledge>;
  /** Grows when promises may have changed anywhere. */
  promised = 0;

  constructor(private readonly api: Api) {
    super();
    const told = (): void => this.changed();
    this.cards = new Shelf((id) => this.api.card(id), told);
    this.facts = new Shelf(async (id) => (await this.api.facts(id)).items, told);
    this.same = new Shelf(async (id) => (await this.api.same(id)).items, told);
    this.house = new Shelf(() => this.api.knowledge(), told);
  }

  take(event: LiveEvent | null): void {
    if (!event) {
      this.cards.expire();
      this.facts.expire();
      this.same.expire();
      this.house.expire();
      this.promised += 1;
      return;
    }
    if (event.kind === 'customer_erased') {
      this.facts.drop(event.customer_id ?? '');
      this.same.expire();
    }
    if (event.kind === 'suggestions_changed') this.same.stale(event.customer_id);
    if (event.kind === 'conversation_forgotten') this.cards.drop(event.conversation_id ?? '');
    if (event.kind.startsWith('customers_')) {
      this.cards.expire();
      this.facts.expire();
      this.same.expire();
    }
    if (event.kind === 'knowledge_changed') this.house.expire();
    if (!TOUCHES.has(event.kind)) return;
    if (event.kind === 'promise_changed' || event.kind === 'delivery_changed') this.promised += 1;
    this.cards.stale(event.conversation_id);
    this.facts.stale(event.customer_id ?? event.row?.customer.id);
  }

  /** A line of a card as it is now; `null`: it is gone. */
  line(conversation: Id, id: Id, line: Line | null): void {
    const card = this.cards.get(conversation);
    if (!card) return;
    const known = card.lines.some((each) => each.id === id);
    const lines = !line
      ? card.lines.filter((each) => each.id !== id)
      : known
        ? card.lines.map((each) => (each.id === id ? line : each))
        : [...card.lines, line];
    this.cards.put(conversation, { ...card, lines });
  }
}
