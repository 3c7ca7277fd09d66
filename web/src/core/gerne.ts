// The console without a screen: who is signed in, what is known, what comes over the wire.
import { Actions } from './actions.ts';
import { routes, type Api } from './api.ts';
import { ApiError, BASE, Client } from './client.ts';
import { Clock } from './clock.ts';
import { Commands } from './commands.ts';
import { take } from './feed.ts';
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

  tell(event: LiveEvent | null): void {
    for (const told of this.#listeners) told(event);
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
    this.list.drop(id);
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
        onEvents: (events) => take(this, events),
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
    this.tell(null);
    await this.drafts.refresh();
  }
}
