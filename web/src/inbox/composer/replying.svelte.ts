// One reply while it is being written: what it answers, what stands in its way, and sending it.
import { t } from '$i18n';
import { app, directory, me, now, track } from '$app';
import { unfilled } from '../../core/text.ts';
import type { DraftBody, MayReply, Row } from '../../core/types.ts';
import { announce } from '$ui/announce.svelte.ts';
import { Assist } from '$memory/assist.svelte.ts';
import type { Hold } from '$memory/types.ts';
import { isPublic, personName, reasonWords } from '$talk/words.ts';
import { inbox } from '../inbox.svelte.ts';
import { answered, closed, measure, ours, price, said, usual, visibilities } from './answering.ts';
import { lost } from './elsewhere.ts';
import { media } from './media.svelte.ts';
import { FREE, isShut, privately } from './privately.ts';

/** What its author was asked about and answered: a colleague's writing, news, something private. */
export type Over = 'writing' | 'news' | 'hold';
export type Then = 'resolve' | null;

/** What platforms say of something that is no longer there. */
const GONE: ReadonlySet<string> = new Set(['refused.parent_gone', 'refused.gone']);

export class Replying {
  /** The colleague about whose writing was asked. It stands until it is answered. */
  askedAbout = $state<string | null>(null);
  /** What was wanted of the reply when that was asked. */
  wanted: Then = null;
  /** What is read in it while it is written. */
  readonly assist = new Assist();
  /** Sending was tried although something private stands in it. */
  held = $state(false);
  /** Why it may stand in public all the same. */
  #override = '';
  #running: Promise<unknown> = Promise.resolve();
  /** It goes on in private, and another word follows here: nobody goes on to the next one. */
  #privately = false;
  readonly #row: () => Row;

  constructor(row: () => Row) {
    this.#row = row;
  }

  readonly row = $derived.by(() => this.#row());
  readonly draft = $derived(track(app.drafts).get(this.row.id, 'reply'));
  readonly entries = $derived(track(app.timelines.of(this.row.id)).entries);
  readonly to = $derived(answered(this.entries, this.row, this.draft.body));
  readonly account = $derived(directory().account(this.to?.account_id ?? this.row.account_id));
  /** Nothing of theirs is there where we spoke first: then ours says how public it may be. */
  readonly bound = $derived(this.to ?? ours(this.entries));
  readonly choices = $derived(visibilities(this.bound, this.account));
  readonly visibility = $derived(
    this.draft.body.visibility && this.choices.includes(this.draft.body.visibility)
      ? this.draft.body.visibility
      : usual(this.bound, this.choices),
  );
  readonly open = $derived(isPublic(this.visibility));
  readonly warning = $derived(
    this.draft.body.content_warning === undefined
      ? (this.to?.content_warning ?? null)
      : this.draft.body.content_warning,
  );
  readonly size = $derived(
    measure(this.draft.text, this.to, this.account, this.warning, me().face.name, this.open),
  );
  readonly cost = $derived(price(this.draft.text, this.account, me().face.name, this.open));
  readonly over = $derived(this.size.limit !== null && this.size.length > this.size.limit);
  readonly trouble = $derived(track(app.sending).trouble(this.row.id));
  readonly other = $derived(
    track(app.presence)
      .in(this.row.id)
      .find((each) => each.doing === 'writing_reply'),
  );
  readonly otherName = $derived(
    directory().agent(this.askedAbout ?? this.other?.agent_id)?.face.name || t('somebody'),
  );
  readonly question = $derived(
    this.other
      ? t('lock-ask', { name: this.otherName })
      : t('lock-ask-stopped', { name: this.otherName }),
  );
  readonly customer = $derived(track(app.customers).get(this.row.customer.id));
  readonly letters = $derived(this.account?.capabilities.letters ?? false);
  /** Why it cannot be more public than this, said where it matters. */
  readonly why = $derived(
    this.letters
      ? ''
      : this.to?.visibility === 'private' || this.to?.visibility === 'followers'
        ? t(`reply-why-${this.to.visibility}`, {
            name: this.to.author.name || personName(this.row),
          })
        : '',
  );
  readonly tongue = $derived(
    this.to?.language ?? this.customer?.language ?? this.account?.settings.language ?? null,
  );
  readonly disconnected = $derived(
    this.account !== undefined && this.account.status !== 'connected',
  );
  /** Somebody lets it rest: nothing is broken. */
  readonly paused = $derived(this.account?.status === 'paused');
  /** The platform lets nobody answer this through its interface. */
  readonly shut = $derived(closed(this.to, this.account, this.open));
  /** How it stands for a private answer, where that is what is being written. */
  readonly privately = $derived(
    this.open ? FREE : privately(this.entries, this.to, this.account, now()),
  );
  /** What is asked of the platform, where it sets times for answers; `null`: nothing. */
  readonly asks = $derived(
    this.account?.limits?.private_window_seconds || this.account?.limits?.private_reply_seconds
      ? (this.to?.id ?? null)
      : null,
  );
  /** What it said to that. */
  told = $state.raw<{ id: string; may: MayReply } | null>(null);
  /** Why the platform takes no such answer, beyond what is known from its times. */
  readonly refusal = $derived.by(() => {
    const told = this.told?.id === this.to?.id ? this.told?.may : undefined;
    if (!told || isShut(this.privately) || GONE.has(told.here.reason?.key ?? '')) return '';
    const here = this.open || this.to?.visibility === 'private' ? told.here : told.privately;
    return here && !here.may ? reasonWords(here.reason) : '';
  });
  /** What was to be answered and was deleted there, as far as we know. */
  readonly lost = $derived(lost(this.entries, this.draft.body, this.to));
  /** Nothing can be answered there any more: it is deleted, or the platform just said so. */
  readonly gone = $derived.by(() => {
    if (this.lost) return true;
    const told = this.told?.id === this.to?.id ? this.told?.may : undefined;
    return GONE.has(told?.here.reason?.key ?? '');
  });
  /** This answer cannot be given; what else can be done is offered in its place. */
  readonly stopped = $derived(this.gone || isShut(this.privately));
  readonly empty = $derived(!this.draft.text.trim() && !this.draft.body.media?.length);
  /** A place for a name that nobody filled: nobody is called so. */
  readonly unfilled = $derived(unfilled(this.draft.text));
  readonly blocked = $derived(
    this.empty ||
      this.unfilled !== '' ||
      this.over ||
      media.busy(this.row.id) ||
      this.disconnected ||
      this.shut ||
      this.stopped ||
      this.refusal !== '',
  );
  /** What must not stand in public, where it would. */
  readonly holds = $derived<readonly Hold[]>(this.open && !this.letters ? this.assist.holds : []);
  /** The same words once more to the same person are worth a thought, and no more. */
  readonly again = $derived(said(this.entries, this.draft.text, this.account, me().face.name));

  set(text: string): void {
    const { text: before, body } = this.draft;
    const began = before.trim() && body.began ? body.began : app.sending.began(this.row.id);
    app.drafts.set(this.row.id, 'reply', text, { ...body, began });
  }

  setBody(change: DraftBody): void {
    app.drafts.set(this.row.id, 'reply', this.draft.text, { ...this.draft.body, ...change });
  }

  add(files: FileList | null | undefined): void {
    if (this.account && files?.length) media.add(this.row.id, [...files], this.account.limits);
  }

  /** Shows what came in between; the text stays, and knows of it from now on. */
  read(): void {
    const first = this.trouble?.missed?.find((each) => each.type === 'message');
    app.sending.dismiss(this.row.id);
    this.setBody({ began: app.sending.began(this.row.id) });
    inbox.showMessage(first?.id ?? null);
  }

  /** Sends it, unless something has to be decided first; then `false`, and that is on show. */
  send(then: Then, over: Over | null = null): boolean {
    if (this.unfilled) announce(t('reply-unfilled', { what: this.unfilled }), true);
    if (this.blocked) return true;
    // What came in between is read or decided about first: a key pressed twice decides nothing.
    if (this.trouble?.missed && over !== 'news') return false;
    // Nothing private in public: stopped, unless a reason was given.
    if (this.holds.length && over !== 'hold') {
      this.held = true;
      this.wanted = then;
      announce(t('hold-title'), true);
      return false;
    }
    // Somebody else is at it: asked once, never forbidden. The safe answer has the focus, so that
    // the same key pressed again sends nothing.
    if ((this.other || this.askedAbout) && !over) {
      this.askedAbout = this.other?.agent_id ?? this.askedAbout;
      this.wanted = then;
      announce(this.question, true);
      return false;
    }
    this.askedAbout = null;
    this.held = false;
    inbox.writing = null;
    const promises = this.assist.given();
    const { hinted } = this.assist;
    const { to, account, warning, draft } = this;
    const { id } = this.row;
    const how = {
      visibility: this.#privately ? ('private' as const) : this.visibility,
      language: this.tongue,
      then,
      // A colleague's answer that crossed ours is asked about by the server all the same.
      anyway: over === 'news',
      more: {
        ...(promises.length ? { promises } : {}),
        ...(hinted.length ? { hinted } : {}),
        ...(this.#override ? { override_reason: this.#override } : {}),
      },
      platform: to?.platform ?? account?.platform ?? '',
      account_id: account?.id ?? this.row.account_id,
    };
    // What was offered as answered is what is answered, also when it is tried again later.
    const sent = {
      ...draft.body,
      in_reply_to: to?.id ?? null,
      content_warning: warning,
      ...(this.#privately ? { visibility: 'private' as const } : {}),
    };
    app.drafts.set(id, 'reply', draft.text, sent);
    this.#override = '';
    this.#running = app.sending.reply(id, how);
    this.assist.forget();
    if (this.#privately) return true;
    goOn(id, this.#running, then);
    return true;
  }

  /** Sends it in public although something private stands in it; the reason is kept on record. */
  override(reason: string): void {
    this.#override = reason;
    this.send(this.wanted, 'hold');
  }

  /** Sends it in private instead; a last line for the public stands ready then. */
  async sendPrivately(): Promise<void> {
    const { to, visibility } = this;
    const { id } = this.row;
    const words = this.assist.lastLine;
    this.#privately = true;
    const went = this.send(null, 'hold');
    this.#privately = false;
    if (!went) return;
    await this.#running;
    if (app.sending.trouble(id) || app.drafts.get(id, 'reply').text.trim()) return;
    app.drafts.set(id, 'reply', words, { in_reply_to: to?.id ?? null, visibility });
    if (inbox.conversation === id) inbox.write('reply');
    announce(t('hold-moved'), true);
  }
}

/** To the one that needs them most next, to the one below what is off the list now, or on here. */
function goOn(id: string, running: Promise<unknown>, then: Then): void {
  const onward = me().settings.after_send === 'next';
  if (onward) {
    // Only what the server has is in the way no longer; what came to nothing is written on.
    void running.then(async () => {
      const { next } = await import('../../time/next.ts');
      if (!app.sending.trouble(id) && inbox.conversation === id) await next();
    });
  } else if (then === 'resolve') {
    inbox.move(1, true);
    return;
  }
  // The words are gone, and so is the hand from the field: a "z" calls them back and is not the
  // first letter of the next answer.
  inbox.showMessage(null);
  void running.then(() => {
    const log = document.querySelector('[role=log]');
    const here = inbox.conversation === id && log?.contains(document.activeElement);
    if (app.sending.trouble(id) && here) inbox.write('reply');
  });
}
