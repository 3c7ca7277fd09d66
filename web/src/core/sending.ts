// From a draft to a reply on its way. The words leave the field at once, are kept until the server
// has them, and come back whenever it does not; the same words keep the same key, so that trying
// twice sends once.
import { ApiError, uuid } from './client.ts';
import type { Gerne } from './gerne.ts';
import { said, type Said } from './said.ts';
import { Signal } from './signal.ts';
import type { Attempt } from './store/drafts.ts';
import { keyOf } from './store/timelines.ts';
import { signature } from './text.ts';
import { problemText } from './toasts.ts';
import type {
  DraftBody,
  DraftKind,
  DraftMedia,
  Entry,
  Id,
  MessageEntry,
  ReplyBody,
  Undone,
  Visibility,
} from './types.ts';

export interface Trouble {
  /** What was not seen when the reply was written; null for any other trouble. */
  missed: Entry[] | null;
  text: Said;
  then: 'resolve' | null;
}

export class Sending extends Signal {
  readonly #troubles = new Map<Id, Trouble>();
  /** Toasts that count down, by delivery. */
  #leaving = new Map<Id, number>();
  readonly #busy = new Set<string>();

  constructor(private readonly gerne: Gerne) {
    super();
  }

  trouble(id: Id): Trouble | null {
    return this.#troubles.get(id) ?? null;
  }

  dismiss(id: Id): void {
    if (this.#troubles.delete(id)) this.changed();
  }

  /** Sends what stands in the reply draft. */
  async reply(
    id: Id,
    how: {
      visibility: Visibility;
      language: string | null;
      then: 'resolve' | null;
      anyway?: boolean;
      /** What else goes with it: its promises, why it may stand in public. */
      more?: Partial<ReplyBody>;
      platform: string;
      account_id: Id;
    },
  ): Promise<void> {
    const { drafts, timelines, api, toasts } = this.gerne;
    const draft = drafts.get(id, 'reply');
    const text = draft.text.trim();
    if ((!text && !draft.body.media?.length) || this.#busy.has(id)) return;
    const content: ReplyBody = {
      in_reply_to: draft.body.in_reply_to ?? null,
      text,
      visibility: how.visibility,
      content_warning: draft.body.content_warning ?? null,
      language: how.language,
      media: (draft.body.media ?? []).map((each) => ({
        upload_id: each.upload_id,
        alt: each.alt || null,
      })),
      to: draft.body.letter?.to ?? null,
      ...(draft.body.letter
        ? {
            cc: draft.body.letter.cc,
            bcc: draft.body.letter.bcc,
            subject: draft.body.letter.subject.trim() || null,
          }
        : {}),
      seen: this.#seen(id, draft.body),
      send_anyway: how.anyway ?? false,
      then: how.then,
      ...how.more,
    };
    const attempt = this.#attempt(id, 'reply', JSON.stringify({ ...content, seen: 0 }));
    const { key } = attempt;
    const timeline = timelines.of(id);
    const sketch = this.#sketch(id, key, content, how);
    this.#busy.add(id);
    this.dismiss(id);
    drafts.leave(id, 'reply', attempt);
    timeline.apply(sketch);
    try {
      const { entry, conversation } = await api.reply(id, content, key);
      drafts.left(id, 'reply');
      // The feed may have been faster, and know more already.
      const there = timeline.find(keyOf(entry));
      const newest = there?.type === 'message' && there.id === entry.id ? there : entry;
      timeline.apply(newest);
      this.gerne.conversations.apply(conversation);
      this.gerne.settled(id);
      this.#offerUndo(id, newest, draft.body);
    } catch (error) {
      timeline.remove(keyOf(sketch));
      drafts.giveBack(id, 'reply');
      this.#failed(id, error, how.then);
      if (!this.gerne.isOpen(id)) toasts.failed(error, this.gerne.goTo(id));
    } finally {
      this.#busy.delete(id);
      this.changed();
    }
  }

  /** Somebody writes the first words of a reply: what they answer is what they see now. */
  began(id: Id): NonNullable<DraftBody['began']> {
    return { seq: this.gerne.seen(id), at: this.gerne.clock.exact().toISOString() };
  }

  /**
   * What the author has seen. A colleague's answer that came while they wrote counts as not seen,
   * also when it stands on the screen: a second answer is asked about once.
   */
  #seen(id: Id, { began }: DraftBody): number {
    const now = this.gerne.seen(id);
    if (!began) return now;
    const me = this.gerne.me?.id;
    const crossed = this.gerne.timelines
      .of(id)
      .entries.some(
        (each) =>
          each.type === 'message' &&
          each.direction === 'out' &&
          each.author.agent_id !== me &&
          Date.parse(each.received_at) > Date.parse(began.at),
      );
    return crossed ? Math.min(now, began.seq) : now;
  }

  async note(id: Id): Promise<void> {
    const { drafts, directory, api, timelines } = this.gerne;
    const draft = drafts.get(id, 'note');
    const text = draft.text.trim();
    const slot = `${id} note`;
    if (!text || this.#busy.has(slot)) return;
    const mentions = directory.agents
      .filter((agent) => text.includes(`@${agent.name}`))
      .map((agent) => agent.id);
    this.#busy.add(slot);
    const attempt = this.#attempt(id, 'note', text);
    drafts.leave(id, 'note', attempt);
    try {
      timelines.of(id).apply(await api.note(id, { text, mentions }, attempt.key));
      drafts.left(id, 'note');
    } catch (error) {
      drafts.giveBack(id, 'note');
      this.gerne.toasts.failed(error);
    } finally {
      this.#busy.delete(slot);
      this.changed();
    }
  }

  /** Calls a held reply back; its words stand in the composer again. */
  async undo(id: Id, entry: MessageEntry, body: DraftBody = {}): Promise<void> {
    if (!entry.delivery) return;
    let undone: Undone;
    try {
      undone = await this.gerne.api.undoDelivery(entry.delivery.id);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'conflict') throw error;
      this.gerne.toasts.say(said('delivery-too-late'), 'error');
      this.gerne.refetch(id);
      return;
    }
    const { drafts, toasts } = this.gerne;
    // Called back under the message: the toast must not go on counting.
    const leaving = this.#leaving.get(entry.delivery.id);
    if (leaving !== undefined) toasts.drop(leaving);
    this.#leaving.delete(entry.delivery.id);
    const before = drafts.get(id, 'reply').text.trim();
    const whole = before ? `${undone.text}\n\n${before}` : undone.text;
    drafts.set(id, 'reply', whole, restored(undone, body));
    this.gerne.conversations.apply(undone.conversation);
    this.gerne.timelines.of(id).remove(keyOf(entry));
    this.gerne.timelines.of(id).remove(entry.id);
    this.gerne.settled(id);
    this.gerne.onUndone(id);
  }

  /** A person looked: it is not there. The words stand in the composer again. */
  async notArrived(id: Id, entry: MessageEntry): Promise<void> {
    if (!entry.delivery) return;
    const { api, directory, drafts, toasts, timelines } = this.gerne;
    await api.settleDelivery(entry.delivery.id, { arrived: false });
    const name = directory.agent(entry.author.agent_id)?.face.name ?? entry.author.name;
    const account = directory.account(entry.account_id);
    const end = account ? signature(account, name) : '';
    const whole = entry.text.trimEnd();
    const own = end && whole.endsWith(end) ? whole.slice(0, -end.length) : whole;
    const before = drafts.get(id, 'reply').text.trim();
    drafts.set(id, 'reply', [own.trimEnd(), before].filter(Boolean).join('\n\n'), {
      in_reply_to: entry.parent?.id ?? null,
      visibility: entry.visibility,
      content_warning: entry.content_warning,
    });
    timelines.of(id).remove(keyOf(entry));
    this.gerne.settled(id);
    toasts.say(
      said(entry.attachments.length ? 'delivery-words-back-media' : 'delivery-words-back'),
    );
    this.gerne.onUndone(id);
  }

  #offerUndo(id: Id, entry: MessageEntry, body: DraftBody): void {
    const { toasts, clock, api, conversations } = this.gerne;
    const delivery = entry.delivery;
    if (delivery?.state !== 'held' || !delivery.not_before) return;
    const name = conversations.get(id)?.customer.name ?? '';
    const toast = toasts.sending(
      said('delivery-sending-to', { name }),
      clock.own(delivery.not_before),
      () => this.undo(id, entry, body),
      () => {
        toasts.drop(toast);
        api.sendNow(delivery.id).catch((error: unknown) => toasts.failed(error));
      },
    );
    this.#leaving.set(delivery.id, toast);
  }

  #failed(id: Id, error: unknown, then: 'resolve' | null): void {
    const stale = error instanceof ApiError && error.code === 'reply.stale';
    const missed = stale ? ((error.problem.body['missed'] as Entry[] | undefined) ?? []) : null;
    this.#troubles.set(id, { missed, text: problemText(error), then });
    if (stale) {
      const timeline = this.gerne.timelines.of(id);
      for (const entry of missed ?? []) timeline.apply(entry);
      timeline.expire();
      void timeline.load();
    }
    this.changed();
  }

  #attempt(id: Id, kind: DraftKind, content: string): Attempt {
    const known = this.gerne.drafts.get(id, kind).attempt;
    return known?.content === content ? known : { content, key: uuid() };
  }

  #sketch(
    id: Id,
    key: string,
    content: ReplyBody,
    how: { visibility: Visibility; platform: string; account_id: Id },
  ): MessageEntry {
    const now = this.gerne.clock.exact().toISOString();
    const me = this.gerne.me;
    return {
      type: 'message',
      id: key,
      conversation_id: id,
      account_id: how.account_id,
      platform: how.platform,
      at: now,
      received_at: now,
      direction: 'out',
      author: {
        kind: 'agent',
        name: me?.face.name ?? '',
        handle: '',
        avatar_url: me?.face.photo_url ?? null,
        agent_id: me?.id ?? null,
        customer_id: null,
      },
      visibility: how.visibility,
      addressed: true,
      subject: null,
      text: content.text,
      content_warning: content.content_warning ?? null,
      language: content.language ?? null,
      emojis: [],
      attachments: [],
      poll: null,
      quotes: null,
      letter: null,
      url: null,
      parent: null,
      edited_at: null,
      deleted_at: null,
      hidden: null,
      liked: null,
      exposed: null,
      revisions: 0,
      client_id: key,
      delivery: {
        id: '',
        state: 'held',
        not_before: now,
        attempts: 0,
        reason: null,
        waits_for: 'undo',
        returned: [],
      },
    };
  }
}

/** What the server gives back, with the pictures' own data where this browser still has it. */
function restored(undone: Undone, body: DraftBody): DraftBody {
  const { in_reply_to, visibility, content_warning } = undone;
  const media = undone.media.map(
    (each): DraftMedia =>
      body.media?.find((known) => known.upload_id === each.upload_id) ?? {
        upload_id: each.upload_id,
        alt: each.alt ?? '',
        name: '',
        mime: '',
        size: 0,
        width: null,
        height: null,
        url: '',
      },
  );
  const { letter } = body;
  return {
    in_reply_to,
    visibility,
    content_warning,
    ...(letter ? { letter } : {}),
    ...(media.length ? { media } : {}),
  };
}
