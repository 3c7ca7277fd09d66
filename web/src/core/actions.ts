// What an agent does to conversations: shown at once, asked of the server, undone with one key.
import type { Gerne } from './gerne.ts';
import { said, type Said } from './said.ts';
import { leaves } from './store/list.ts';
import type { BulkChange, CustomerInfo, Id, NoAnswer, Priority, Row, Status } from './types.ts';

type Fields = Partial<
  Pick<Row, 'subject' | 'priority' | 'assignee_id' | 'team_id' | 'labels' | 'spam'>
>;

interface StatusChange {
  status: Status;
  until?: string | null;
  no_answer?: NoAnswer | null;
}

export class Actions {
  constructor(private readonly gerne: Gerne) {}

  assign(ids: Id[], assignee_id: Id | null): Promise<void> {
    const name = this.gerne.directory.agent(assignee_id)?.name ?? '';
    const own = assignee_id === this.gerne.me?.id;
    const text = assignee_id
      ? own
        ? said('done-assigned-me', { count: ids.length })
        : said('done-assigned', { name, count: ids.length })
      : said('done-unassigned', { count: ids.length });
    return this.#fields(ids, { assignee_id }, text);
  }

  giveTeam(ids: Id[], team_id: Id | null): Promise<void> {
    const name = this.gerne.directory.team(team_id)?.name ?? '–';
    return this.#fields(ids, { team_id }, said('done-team', { name, count: ids.length }));
  }

  prioritise(ids: Id[], priority: Priority): Promise<void> {
    const text = said(`done-priority-${priority}`, { count: ids.length });
    return this.#fields(ids, { priority }, text);
  }

  rename(id: Id, subject: string | null): Promise<void> {
    return this.#fields([id], { subject }, said('done-subject'));
  }

  spam(ids: Id[], spam: boolean): Promise<void> {
    const text = said(spam ? 'done-spam' : 'done-not-spam', { count: ids.length });
    return this.#change(ids, text, () => ({ spam }), {
      one: (row) => this.gerne.api.patchConversation(row.id, { spam }),
      many: { spam },
      back: async (row) => {
        const back = await this.gerne.api.patchConversation(row.id, { spam: row.spam });
        return spam ? this.gerne.api.undoStatus(row.id) : back;
      },
    });
  }

  /** Puts a label on all of them, or takes it off all. */
  label(ids: Id[], label: Id, on: boolean): Promise<void> {
    const name = this.gerne.directory.label(label)?.name ?? '';
    const text = said(on ? 'done-label-on' : 'done-label-off', { name, count: ids.length });
    const change: BulkChange = on ? { labels_add: [label] } : { labels_remove: [label] };
    return this.#change(ids, text, (row) => ({ labels: relabel(row, label, on) }), {
      one: (row) => this.gerne.api.patchConversation(row.id, { labels: relabel(row, label, on) }),
      many: change,
      back: (row) => this.gerne.api.patchConversation(row.id, { labels: row.labels }),
    });
  }

  resolve(ids: Id[], no_answer: NoAnswer | null = null): Promise<void> {
    const text = no_answer
      ? said('done-no-answer', { count: ids.length })
      : said('done-resolved', { count: ids.length });
    return this.#status(ids, { status: 'resolved', no_answer }, text);
  }

  reopen(ids: Id[]): Promise<void> {
    return this.#status(ids, { status: 'open' }, said('done-reopened', { count: ids.length }));
  }

  /** Theirs to act now, without an answer of ours. */
  pend(ids: Id[]): Promise<void> {
    return this.#status(ids, { status: 'pending' }, said('done-pending', { count: ids.length }));
  }

  snooze(ids: Id[], until: Date | null, label: string): Promise<void> {
    const text = until
      ? said('done-snoozed', { when: label, count: ids.length })
      : said('done-snoozed-reply', { count: ids.length });
    return this.#status(ids, { status: 'snoozed', until: until?.toISOString() ?? null }, text);
  }

  async join(id: Id, other: Id): Promise<void> {
    const page = await this.gerne.api.join(id, other);
    this.gerne.conversations.apply(page);
    this.gerne.forget(other);
    this.gerne.refetch(id);
    const made = page.joined.at(-1);
    this.gerne.toasts.done(said('done-joined'), async () => {
      if (made) await this.undoJoin(id, made.id);
    });
  }

  async undoJoin(id: Id, join: Id): Promise<void> {
    await this.gerne.api.undoJoin(join);
    this.gerne.refetch(id);
    this.gerne.toasts.done(said('done-join-undone'));
  }

  async separate(id: Id, messages: Id[]): Promise<Row> {
    const page = await this.gerne.api.separate(id, { messages });
    this.gerne.conversations.apply(page);
    this.gerne.refetch(id);
    this.gerne.toasts.done(said('done-separated'), () => this.join(id, page.id));
    return page;
  }

  /** Changes what we know about a person; the former values come back with undo. */
  async customer(
    before: CustomerInfo,
    change: Partial<Pick<CustomerInfo, 'name' | 'language' | 'address' | 'about' | 'labels'>>,
  ): Promise<void> {
    const customers = this.gerne.customers;
    customers.apply({ ...before, ...change });
    try {
      customers.apply(await this.gerne.api.patchCustomer(before.id, change));
    } catch (error) {
      customers.apply(before);
      this.gerne.toasts.failed(error);
      return;
    }
    const back = Object.fromEntries(
      Object.keys(change).map((key) => [key, before[key as keyof CustomerInfo]]),
    );
    this.gerne.toasts.done(said('done-customer'), async () => {
      customers.apply(await this.gerne.api.patchCustomer(before.id, back));
    });
  }

  /**
   * Blocks a person, or no longer. The server closes what is open with them, and opens it again;
   * what was asleep is put back to sleep when it is undone.
   */
  async block(before: CustomerInfo, blocked: boolean): Promise<void> {
    const { api, customers, toasts } = this.gerne;
    const asleep = customers
      .conversations(before.id)
      .filter((row) => blocked && row.status === 'snoozed');
    const set = async (to: boolean): Promise<void> => {
      customers.apply(await api.patchCustomer(before.id, { blocked: to }));
      customers.stale(before.id);
      this.gerne.list.stale();
      this.gerne.counts.stale();
    };
    try {
      await set(blocked);
    } catch (error) {
      toasts.failed(error);
      return;
    }
    toasts.done(
      said(blocked ? 'done-blocked' : 'done-unblocked', { name: before.name }),
      async () => {
        await set(!blocked);
        for (const { id, status, snoozed_until: until } of asleep)
          if (until === null || Date.parse(until) > this.gerne.clock.exact().getTime())
            this.gerne.conversations.apply(await api.setStatus(id, { status, until }));
      },
    );
  }

  #fields(ids: Id[], change: Fields, text: Said): Promise<void> {
    return this.#change(ids, text, () => change, {
      one: (row) => this.gerne.api.patchConversation(row.id, change),
      many: 'priority' in change || 'subject' in change ? null : (change as BulkChange),
      back: (row) => {
        const keys = Object.keys(change) as (keyof Fields)[];
        return this.gerne.api.patchConversation(
          row.id,
          Object.fromEntries(keys.map((key) => [key, row[key]])),
        );
      },
    });
  }

  #status(ids: Id[], change: StatusChange, text: Said): Promise<void> {
    const patch = (): Partial<Row> => ({
      status: change.status,
      snoozed_until: change.until ?? null,
      no_answer: change.no_answer ?? null,
      ...(change.status === 'resolved' ? { waiting_since: null, unanswered: 0, due: null } : {}),
    });
    return this.#change(ids, text, patch, {
      one: (row) => this.gerne.api.setStatus(row.id, change),
      many: change,
      // The server knows how exactly it stood, and what came since.
      back: (row) => this.gerne.api.undoStatus(row.id),
    });
  }

  async #change(ids: Id[], text: Said, patch: (row: Row) => Partial<Row>, ask: Ask): Promise<void> {
    const { conversations, list, toasts } = this.gerne;
    const before = ids.map((id) => conversations.get(id)).filter((row) => row !== undefined);
    const me = this.gerne.me?.id ?? '';
    const wishes = before.map((row) => conversations.wish(row.id, patch(row)));
    const returns = before
      .filter((row) => leaves(list.filter, { ...row, ...patch(row) }, me))
      .map((row) => list.leave(row.id));
    let changed: Row[];
    try {
      const failed = await this.#ask(before, ask);
      if (failed.size) toasts.say(said('error-bulk', { count: failed.size }), 'error');
      changed = before.filter((row) => !failed.has(row.id));
    } catch (error) {
      for (const back of [...wishes, ...returns]) back();
      toasts.failed(error);
      return;
    }
    // A bulk answer brings no rows: what was asked for stands until the feed brings them.
    if (before.length > 1 && ask.many)
      for (const row of changed) conversations.apply({ ...row, ...patch(row) });
    for (const drop of wishes) drop();
    for (const row of before) this.gerne.settled(row.id);
    if (!changed.length) return;
    // Said, and taken back, is what did change; one that cannot be taken back keeps no other.
    const told = 'count' in (text.args ?? {}) ? { ...text.args, count: changed.length } : text.args;
    toasts.done({ ...text, ...(told ? { args: told } : {}) }, async () => {
      const failed = await each(changed, async (row) => conversations.apply(await ask.back(row)));
      for (const row of changed) this.gerne.settled(row.id);
      if (failed.size) toasts.say(said('error-bulk', { count: failed.size }), 'error');
    });
  }

  /** Returns those that the server would not change. */
  async #ask(rows: Row[], ask: Ask): Promise<Set<Id>> {
    const { api, conversations } = this.gerne;
    const { many } = ask;
    if (rows.length < 2 || !many)
      return each(rows, async (row) => conversations.apply(await ask.one(row)));
    const failed = new Set<Id>();
    for (let from = 0; from < rows.length; from += MOST) {
      const ids = rows.slice(from, from + MOST).map((row) => row.id);
      for (const not of (await api.bulk(ids, many)).failed) failed.add(not.id);
    }
    return failed;
  }
}

interface Ask {
  one: (row: Row) => Promise<Row>;
  /** The same for many at once, where the server knows it. */
  many: BulkChange | null;
  back: (row: Row) => Promise<Row>;
}

/** The most that one bulk call may name. */
const MOST = 500;
const AT_ONCE = 6;

/** Does it to all of them, and says which did not work; where none did, why. */
async function each(rows: Row[], act: (row: Row) => Promise<unknown>): Promise<Set<Id>> {
  const failed = new Map<Id, unknown>();
  const one = (row: Row): Promise<unknown> =>
    act(row).catch((error: unknown) => failed.set(row.id, error));
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await Promise.all(rows.slice(from, from + AT_ONCE).map(one));
  if (rows.length && failed.size === rows.length) throw [...failed.values()][0];
  return new Set(failed.keys());
}

function relabel(row: Row, label: Id, on: boolean): Id[] {
  const rest = row.labels.filter((each) => each !== label);
  return on ? [...rest, label] : rest;
}
