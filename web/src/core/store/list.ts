// The list on the screen: pages by key, in the server's order. While a hand is on it nothing moves;
// what came meanwhile waits behind a pill.
import { ApiError } from '../client.ts';
import { Pulse } from '../pulse.ts';
import { Signal } from '../signal.ts';
import type { Filter, Id, Page, Row } from '../types.ts';
import type { Conversations } from './conversations.ts';

export const PAGE = 100;

export type Fetch = (
  filter: Filter,
  after: string | null,
  limit: number,
  signal: AbortSignal,
) => Promise<Page<Row>>;

export class List extends Signal {
  view = '';
  filter: Filter = {};
  /** What is shown, in order. */
  order: Id[] = [];
  total: number | null = null;
  loading = false;
  /** Whether a first answer is there. */
  ready = false;
  problem: string | null = null;
  #waiting: Id[] | null = null;
  #frozen = false;
  #next: string | null = null;
  #pages = 0;
  #wanted = 1;
  #gone = new Set<Id>();
  #abort = new AbortController();
  readonly #pulse: Pulse;

  constructor(
    private readonly fetch: Fetch,
    private readonly conversations: Conversations,
  ) {
    super();
    this.#pulse = new Pulse(() => this.refresh(), 150, 800);
  }

  /** How many that are not shown yet wait behind the pill. */
  get fresh(): number {
    if (!this.#waiting) return 0;
    const shown = new Set(this.order);
    return this.#waiting.filter((id) => !shown.has(id)).length;
  }

  get more(): boolean {
    return this.#next !== null;
  }

  async open(view: string, filter: Filter): Promise<void> {
    if (this.view === view && JSON.stringify(this.filter) === JSON.stringify(filter)) return;
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#pulse.stop();
    Object.assign(this, { view, filter, order: [], total: null, ready: false, problem: null });
    this.#waiting = null;
    this.#next = null;
    this.#pages = 0;
    this.#wanted = 1;
    this.#gone.clear();
    this.changed();
    await this.refresh();
  }

  /** Something changed somewhere: look again soon. */
  stale(): void {
    if (this.view) this.#pulse.want();
  }

  /** Which rows are on the screen; fetches what is missing. */
  see(last: number): void {
    this.#wanted = Math.max(1, Math.ceil((last + PAGE / 2) / PAGE));
    if (this.#wanted > this.#pages && this.more && !this.loading) void this.#extend();
  }

  freeze(frozen: boolean): void {
    this.#frozen = frozen;
    if (!frozen) this.release();
  }

  /** Shows what waited. */
  release(): void {
    if (!this.#waiting) return;
    this.order = this.#waiting;
    this.#waiting = null;
    this.changed();
  }

  /** We did something after which it no longer belongs here; the server has the last word. */
  leave(id: Id): () => void {
    this.#gone.add(id);
    const at = this.order.indexOf(id);
    this.order = this.order.filter((each) => each !== id);
    this.#waiting = this.#waiting?.filter((each) => each !== id) ?? null;
    if (at >= 0 && this.total !== null) this.total -= 1;
    if (!this.#moves()) this.release();
    this.changed();
    return () => {
      if (!this.#gone.delete(id) || at < 0 || this.order.includes(id)) return;
      this.order = this.order.toSpliced(at, 0, id);
      if (this.total !== null) this.total += 1;
      this.changed();
    };
  }

  /** It is no longer there, or not for us. */
  drop(id: Id): void {
    if (this.at(id) < 0) return;
    this.order = this.order.filter((each) => each !== id);
    if (!this.#moves()) this.release();
    this.changed();
  }

  /** It stays away no longer than until the server was asked again. */
  settled(id: Id): void {
    this.#gone.delete(id);
    this.stale();
  }

  async refresh(): Promise<void> {
    const { signal } = this.#abort;
    this.loading = true;
    this.changed();
    try {
      const ids: Id[] = [];
      let after: string | null = null;
      let pages = 0;
      let total: number | null = null;
      do {
        const page: Page<Row> = await this.fetch(this.filter, after, PAGE, signal);
        if (signal.aborted) return;
        this.conversations.applyAll(page.items);
        ids.push(...page.items.map((row) => row.id));
        after = page.next;
        total = page.total ?? total;
        pages += 1;
      } while (after && pages < this.#wanted);
      this.#next = after;
      this.#pages = pages;
      this.#take(ids, total);
    } catch (error) {
      if (signal.aborted) return;
      this.problem = error instanceof ApiError ? error.code : 'failed';
    } finally {
      if (!signal.aborted) {
        this.loading = false;
        this.changed();
      }
    }
  }

  /** Where `id` is, as it is shown. */
  at(id: Id | null): number {
    return id ? this.order.indexOf(id) : -1;
  }

  /** Whether anything is shown that could move under a hand. */
  #moves(): boolean {
    return this.order.some((id) => this.conversations.get(id));
  }

  #take(ids: Id[], total: number | null): void {
    const order = [...new Set(ids)].filter((id) => !this.#gone.has(id));
    this.total = total === null ? null : Math.max(order.length, total - this.#gone.size);
    this.problem = null;
    const same = order.length === this.order.length && order.every((id, i) => id === this.order[i]);
    if (same) this.#waiting = null;
    else if (this.#frozen && this.ready && this.#moves()) this.#waiting = order;
    else {
      this.order = order;
      this.#waiting = null;
    }
    this.ready = true;
  }

  async #extend(): Promise<void> {
    const { signal } = this.#abort;
    this.loading = true;
    try {
      while (this.#next && this.#pages < this.#wanted) {
        const page = await this.fetch(this.filter, this.#next, PAGE, signal);
        if (signal.aborted) return;
        this.conversations.applyAll(page.items);
        const known = new Set(this.order);
        const more = page.items.map((row) => row.id).filter((id) => !known.has(id));
        this.order = [...this.order, ...more];
        if (this.#waiting) this.#waiting = [...this.#waiting, ...more];
        this.#next = page.next;
        this.#pages += 1;
        this.changed();
      }
    } catch (error) {
      if (!signal.aborted) this.problem = error instanceof ApiError ? error.code : 'failed';
    } finally {
      if (!signal.aborted) this.loading = false;
      this.changed();
    }
  }
}

/** Whether a row plainly does not belong to a list any more: only for our own commands. */
export function leaves(filter: Filter, row: Row, me: Id): boolean {
  if (filter.spam !== undefined && Boolean(filter.spam) !== row.spam) return true;
  if (filter.needs_me && (row.status !== 'open' || row.spam)) return true;
  if (filter.needs_me && row.assignee_id !== null && row.assignee_id !== me) return true;
  if (filter.status?.length && !filter.status.includes(row.status)) return true;
  if (filter.assignee === 'me' && row.assignee_id !== me) return true;
  return filter.assignee === 'none' && row.assignee_id !== null;
}
