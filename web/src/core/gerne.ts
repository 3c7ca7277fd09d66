// The console without a screen: who is signed in, what is known, what comes over the wire.
import { Actions } from './actions.ts';
import { routes, type Api } from './api.ts';
import { ApiError, BASE, Client } from './client.ts';
import { Clock } from './clock.ts';
import { Commands } from './commands.ts';
import { said } from './said.ts';
import { Sending } from './sending.ts';
import { Signal } from './signal.ts';
import { Conversations } from './store/conversations.ts';
import { Counts } from './store/counts.ts';
import { Customers } from './store/customers.ts';
import { Deletions } from './store/deletions.ts';
import { Due } from './store/due.ts';
import { Hidings } from './store/hidings.ts';
import { Directory } from './store/directory.ts';
import { Drafts, type DraftStore } from './store/drafts.ts';
import { Likes } from './store/likes.ts';
import { List } from './store/list.ts';
import { Notices } from './store/notices.ts';
import { Outbox } from './store/outbox.ts';
import { Presence } from './store/presence.ts';
import { Timelines } from './store/timelines.ts';
import { Stream, type LinkState, type Socket } from './stream.ts';
import { Toasts, type Toast } from './toasts.ts';
import type { Id, LiveEvent, Me, Settings } from './types.ts';
import { BUILT_IN } from './views.ts';

export type Standing = 'unknown' | 'out' | 'setup' | 'in' | 'unreachable';

export interface Surroundings {
  store: DraftStore;
  open: (path: string) => Socket;
}

export class Gerne extends Signal {
  readonly client = new Client();
  readonly api: Api = routes(this.client);
  readonly clock = new Clock();
  readonly commands = new Commands();
  readonly toasts = new Toasts();
  readonly directory = new Directory(this.api);
  readonly conversations = new Conversations();
  readonly customers = new Customers(this.api, this.conversations);
  readonly list = new List(this.api.conversations, this.conversations);
  readonly timelines = new Timelines(this.api.timeline);
  readonly presence = new Presence();
  readonly notices = new Notices(this.api);
  readonly outbox = new Outbox(this.api);
  readonly deletions = new Deletions(this.api);
  readonly hidings = new Hidings(this.api);
  readonly due = new Due(this.api, () => this.clock.exact());
  readonly likes = new Likes(this.api, this.toasts);
  readonly counts = new Counts(this.api, () => [
    ...BUILT_IN.map((each) => each.id),
    ...this.directory.views.map((each) => each.id),
  ]);
  readonly drafts: Drafts;
  readonly actions = new Actions(this);
  readonly sending = new Sending(this);

  me: Me | null = null;
  standing: Standing = 'unknown';
  link: LinkState = 'closed';
  /** The server was replaced while this page was open. */
  outdated = false;
  /** The conversation that is on the screen. */
  open: Id | null = null;
  /** Set by the screen: how to get to a conversation, what to do when a reply was called back. */
  goTo: (id: Id) => NonNullable<Toast['more']> = () => ({ label: said('action-open'), run() {} });
  onUndone: (id: Id) => void = () => {};
  /** Set by the screen: something came in for the reader. */
  onNews: (event: LiveEvent) => void = () => {};
  /** Set by whatever may interrupt the reader: sounds, notices of the browser's. */
  onTell: (event: LiveEvent) => void = () => {};
  readonly #listeners = new Set<(event: LiveEvent | null) => void>();
  #stream: Stream | null = null;
  #build: string | null = null;

  constructor(private readonly around: Surroundings) {
    super();
    this.drafts = new Drafts(around.store, {
      put: (id, kind, text, body) => this.api.putDraft(id, kind, { text, body }),
      drop: (id, kind) => this.api.dropDraft(id, kind),
      all: async () => (await this.api.drafts()).items,
    });
    this.notices.onOver = ({ kind, account_id, details }) => {
      const handle = this.directory.account(account_id)?.handle;
      const where = this.directory.team(details['team'])?.name ?? handle;
      if (kind === 'flood' && handle) this.toasts.say(said('alarm-flood-over', { handle }));
      if (kind === 'target_missed' && where) this.toasts.say(said('alarm-targets-over', { where }));
    };
    this.client.onSignedOut = () => this.#leave('out');
  }

  /** Hears of all that happens, for what is loaded only when it is needed; `null`: much was missed. */
  listen(told: (event: LiveEvent | null) => void): () => void {
    this.#listeners.add(told);
    return () => this.#listeners.delete(told);
  }

  /** Finds out who is here. */
  async start(): Promise<void> {
    try {
      await this.enter(await this.api.me());
    } catch (error) {
      if (!(error instanceof ApiError) || error.status === 0 || error.status >= 500) {
        this.#stand('unreachable');
        return;
      }
      const { needed } = await this.api.setupNeeded().catch(() => ({ needed: false }));
      this.#stand(needed ? 'setup' : 'out');
    }
  }

  /** Somebody signed in. */
  async enter(me: Me): Promise<void> {
    this.setMe(me);
    this.presence.me = me.id;
    this.notices.lead = me.role !== 'agent';
    this.clock.start();
    await this.directory.load();
    this.#stand('in');
    this.#connect(this.client.seq);
    this.counts.stale();
    this.notices.stale();
    this.notices.alarmsStale();
    this.outbox.stale();
    this.deletions.stale();
    this.hidings.stale();
    this.due.stale();
    await this.drafts.start(me.id);
  }

  async signOut(): Promise<void> {
    this.drafts.flush();
    await this.api.signOut();
    this.#leave('out');
  }

  setMe(me: Me): void {
    this.me = me;
    this.commands.singleKeys = me.settings.single_keys ?? true;
    this.commands.remapped = me.settings.keys ?? {};
    this.changed();
  }

  /** Keeps some of the console's own settings. */
  async choose(settings: Settings): Promise<void> {
    const before = this.me;
    if (!before) return;
    const merged = { ...before.settings, ...settings };
    this.setMe({ ...before, settings: merged });
    try {
      this.setMe(await this.api.patchMe({ settings: merged }));
    } catch (error) {
      this.setMe(before);
      this.toasts.failed(error);
    }
  }

  /** The newest event that whoever writes in this conversation can have seen. */
  seen(id: Id): number {
    return Math.max(this.#stream?.last ?? 0, this.timelines.of(id).seq);
  }

  isOpen(id: Id): boolean {
    return this.open === id;
  }

  attend(id: Id | null, what: 'viewing' | 'writing_reply' | 'writing_note' | null): void {
    this.open = id;
    this.#stream?.attend(id ? [id] : [], id && what ? { conversation_id: id, what } : null);
  }

  /** The network or the reader came back. */
  nudge(): void {
    this.#stream?.nudge();
  }

  /** A write of ours was answered: the lists may differ now. */
  settled(id: Id): void {
    this.list.settled(id);
    this.counts.stale();
    this.outbox.stale();
  }

  /** It is no longer there, or not for us. */
  forget(id: Id): void {
    this.conversations.drop(id);
    this.list.stale();
  }

  refetch(id: Id): void {
    this.timelines.of(id).expire(true);
    void this.timelines.of(id).load();
    void this.api.conversation(id).then(
      (page) => this.conversations.apply(page),
      () => {},
    );
    this.customers.stale(this.conversations.get(id)?.customer.id ?? null);
    this.settled(id);
  }

  /** A conversation and what was said in it, before somebody opens it. */
  prefetch(id: Id): void {
    void this.timelines.of(id).load();
    const customer = this.conversations.get(id)?.customer.id;
    if (customer) void this.customers.load(customer);
  }

  #stand(standing: Standing): void {
    this.standing = standing;
    this.changed();
  }

  #leave(standing: Standing): void {
    this.#stream?.stop();
    this.#stream = null;
    this.me = null;
    this.conversations.clear();
    this.timelines.clear();
    void this.list.open('', {});
    this.#stand(standing);
  }

  #connect(after: number): void {
    this.#stream?.stop();
    this.#stream = new Stream(
      {
        open: (from) => this.around.open(`${BASE}/live?after=${from}`),
        onEvents: (events) => this.#take(events),
        onReset: () => this.#startOver(),
        onPresence: (all) => this.presence.set(all),
        onOnline: (ids) => this.directory.setOnline(ids),
        onHello: (hello) => {
          this.clock.set(new Date(hello.now));
          this.outdated = this.#build !== null && this.#build !== hello.build;
          this.#build ??= hello.build;
          this.changed();
        },
        onState: (state) => {
          this.link = state;
          this.changed();
        },
      },
      after,
    );
    this.#stream.start();
  }

  /** The log no longer reaches back to where we were. */
  async #startOver(): Promise<void> {
    this.timelines.expire();
    this.customers.expire();
    const me = await this.api.me();
    this.#stream?.restart(this.client.seq);
    this.setMe(me);
    await this.directory.load();
    this.list.stale();
    this.counts.stale();
    this.notices.stale();
    this.notices.alarmsStale();
    this.outbox.stale();
    this.deletions.stale();
    this.hidings.stale();
    this.due.stale();
    if (this.open) void this.timelines.of(this.open).load();
    for (const told of this.#listeners) told(null);
    await this.drafts.refresh();
  }

  #take(events: LiveEvent[]): void {
    for (const event of events) {
      const moved = this.#cameOrWent(event);
      if (event.row) this.conversations.apply(event.row);
      else if (event.row === null && event.conversation_id && event.kind !== 'draft_changed')
        this.#letGo(event.conversation_id);
      if (moved) {
        this.#quotedElsewhere();
        this.#oursInThere();
      }
      this.timelines.take(event);
      this.#spread(event);
      this.onNews(event);
      this.onTell(event);
      for (const told of this.#listeners) told(event);
    }
    if (!events.some((event) => event.conversation_id)) return;
    this.list.stale();
    this.counts.stale();
  }

  #spread(event: LiveEvent): void {
    const { directory, notices, customers } = this;
    switch (event.kind) {
      case 'agent_changed':
        directory.stale('agents');
        this.#renamed();
        if (event['agent'] === this.me?.id) {
          void this.api.me().then((me) => this.setMe(me));
          this.#scopeMoved();
        }
        break;
      case 'team_changed':
        this.#scopeMoved();
        return directory.stale('teams');
      case 'label_changed':
        this.list.stale();
        return directory.stale('labels');
      case 'snippet_changed':
        return directory.stale('snippets');
      case 'deletion_changed':
        return this.deletions.stale();
      case 'hiding_changed':
        return this.hidings.stale();
      case 'view_changed':
        directory.stale('views');
        return this.counts.stale();
      case 'account_changed':
        this.#scopeMoved();
        return directory.stale('accounts');
      case 'message_edited':
      case 'message_deleted':
        this.deletions.stale();
        this.hidings.stale();
        return this.outbox.stale();
      case 'conversation_forgotten':
        return this.drafts.forget(event.conversation_id ?? '');
      case 'customer_erased':
        this.#quotedElsewhere();
        return customers.drop(event.customer_id ?? '');
      case 'draft_changed':
        return void this.drafts.refresh();
      case 'notified':
        return notices.stale();
      case 'alarm_raised':
      case 'alarm_changed':
      case 'alarm_cleared':
        // What a colleague hides is not over.
        return notices.alarmsStale(event.actor.kind === 'agent');
      case 'promise_changed':
        return this.due.stale();
      case 'delivery_changed':
      case 'reply_written':
        this.due.stale();
        return this.outbox.stale();
      case 'conversation_joined':
      case 'conversation_separated':
        void this.drafts.refresh();
        notices.stale();
        this.#renamed();
        return customers.stale(event.customer_id ?? event.row?.customer.id ?? null);
      case 'customer_changed':
      case 'customers_joined':
      case 'customers_separated':
        this.#renamed();
        this.list.stale();
        return customers.stale(event.customer_id);
      case 'conversation_opened':
        return customers.stale(event.customer_id ?? event.row?.customer.id ?? null);
    }
  }

  /** It is no longer there, or not for us. */
  #letGo(id: Id): void {
    this.conversations.drop(id);
    this.#oursInThere();
  }

  /** What we wrote in a conversation or were called to comes into view with it, and goes with it. */
  #oursInThere(): void {
    void this.drafts.refresh();
    this.notices.stale();
    this.outbox.stale();
  }

  /** Whether with this a conversation comes into our view, or leaves it. */
  #cameOrWent({ kind, conversation_id: id, row }: LiveEvent): boolean {
    if (!id || kind === 'draft_changed') return false;
    const known = this.conversations.settled(id);
    if (!row) return row === null && known !== undefined;
    return known ? known.team_id !== row.team_id : kind === 'assigned';
  }

  /** Answers elsewhere show what they answer, and where, only to who may see it there. */
  #quotedElsewhere(): void {
    this.timelines.expire();
    // What was just taken away is not asked for again.
    if (this.open && this.conversations.get(this.open)) void this.timelines.of(this.open).load();
  }

  /** Somebody's name or place changed: it stands on timelines and in the outbox. */
  #renamed(): void {
    this.#quotedElsewhere();
    this.outbox.stale();
  }

  /** We may see more now, or less. */
  #scopeMoved(): void {
    this.#renamed();
    this.customers.expire();
    this.list.stale();
    this.counts.stale();
    this.notices.stale();
    this.notices.alarmsStale();
    this.deletions.stale();
    this.hidings.stale();
    this.directory.stale('snippets');
    void this.drafts.refresh();
  }
}
