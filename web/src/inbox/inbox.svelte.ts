// What the inbox shows and what keys act on: the open conversation, the chosen rows, the open menu.
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { app } from '$app';
import type { DraftKind, Id } from '../core/types.ts';
import { router } from '../router.svelte.ts';
import { to } from '../routes.ts';

export type MenuKind = 'assign' | 'team' | 'label' | 'snooze' | 'no_answer' | 'priority' | 'more';

class Inbox {
  view = $state('');
  conversation = $state<Id | null>(null);
  /** The row that the list's keys start from. */
  cursor = $state<Id | null>(null);
  readonly chosen = new SvelteSet<Id>();
  menu = $state.raw<{ kind: MenuKind; anchor: HTMLElement } | null>(null);
  /** Reply or note, remembered for each conversation. */
  readonly modes = new SvelteMap<Id, DraftKind>();
  person = $state(true);
  /** On narrow screens the person lies over the conversation. */
  personOver = $state(false);
  joining = $state(false);
  /** The conversation whose subject is being written. */
  naming = $state<Id | null>(null);
  writing = $state<'writing_reply' | 'writing_note' | null>(null);
  /** Grows when the composer should take the focus. */
  focusComposer = $state(0);
  reveal: ((index: number) => void) | undefined;
  #pivot: Id | null = null;
  #focused = 0;

  /** Whether the composer should take the focus now: once for each wish. */
  takeFocus(): boolean {
    const wished = this.focusComposer > this.#focused;
    this.#focused = this.focusComposer;
    return wished;
  }

  mode(id: Id): DraftKind {
    return this.modes.get(id) ?? 'reply';
  }

  /** What a command is for: the chosen rows, else the open one, else the one under the cursor. */
  targets(): Id[] {
    if (this.chosen.size) return [...this.chosen];
    const one = this.conversation ?? this.cursor;
    return one ? [one] : [];
  }

  open(id: Id | null): void {
    if (id) this.cursor = id;
    this.personOver = false;
    router.go(to.inbox(this.view, id));
  }

  /** To the next row; opens it when a conversation is open already or `opening`. */
  move(step: number, opening: boolean): void {
    const { order } = app.list;
    const from = app.list.at(this.cursor ?? this.conversation);
    const at = from < 0 ? (step > 0 ? 0 : order.length - 1) : from + step;
    const id = order[Math.max(0, Math.min(order.length - 1, at))];
    if (!id) return;
    this.cursor = id;
    this.reveal?.(app.list.at(id));
    if (opening) this.open(id);
    const after = order[at + step];
    if (after) app.prefetch(after);
  }

  /** Chooses rows from where choosing began to where the cursor goes. */
  extend(step: number): void {
    const { order } = app.list;
    const from = this.cursor ?? this.conversation ?? order[0];
    if (!from) return;
    if (!this.chosen.size) this.#pivot = from;
    const at = Math.max(0, Math.min(order.length - 1, app.list.at(from) + step));
    this.cursor = order[at] ?? from;
    this.reveal?.(at);
    const pivot = app.list.at(this.#pivot ?? from);
    this.chosen.clear();
    for (const id of order.slice(Math.min(pivot, at), Math.max(pivot, at) + 1)) this.chosen.add(id);
  }

  toggle(id: Id | null, upTo = false): void {
    if (!id) return;
    if (upTo && this.#pivot) {
      const [a, b] = [app.list.at(this.#pivot), app.list.at(id)].sort((x, y) => x - y);
      for (const each of app.list.order.slice(a, (b ?? 0) + 1)) this.chosen.add(each);
    } else if (!this.chosen.delete(id)) this.chosen.add(id);
    this.#pivot = id;
    this.cursor = id;
  }

  /** Runs something that takes conversations off the list, and goes on to the next one. */
  async leaving(act: (ids: Id[]) => Promise<void>, ids = this.targets()): Promise<void> {
    if (!ids.length) return;
    const open = this.conversation;
    const at = app.list.at(open);
    const gone = new Set(ids);
    const next =
      app.list.order.slice(at + 1).find((id) => !gone.has(id)) ??
      app.list.order.slice(0, Math.max(0, at)).findLast((id) => !gone.has(id)) ??
      null;
    this.chosen.clear();
    const running = act(ids);
    if (open && gone.has(open) && at >= 0 && app.list.at(open) < 0) this.open(next);
    await running;
  }

  show(kind: MenuKind): void {
    const anchor =
      [...document.querySelectorAll<HTMLElement>(`[data-menu="${kind}"], [data-menu="more"]`)]
        .filter((each) => each.offsetParent !== null)
        .sort((a, b) => Number(b.dataset['menu'] === kind) - Number(a.dataset['menu'] === kind))
        .find((each) => !this.chosen.size || each.closest('.bulk')) ??
      document.querySelector<HTMLElement>(`[data-row="${this.cursor ?? ''}"]`);
    if (anchor) this.menu = { kind, anchor };
  }

  /** Brings a message of the open conversation into view, or its end, and the reader to it. */
  showMessage(id: Id | null): void {
    requestAnimationFrame(() => {
      const log = document.querySelector<HTMLElement>('[role=log]');
      const found = id ? document.getElementById(`m-${id}`) : null;
      found?.scrollIntoView({ block: 'center' });
      if (found) {
        found.tabIndex = -1;
        found.classList.add('pointed');
        found.addEventListener('blur', () => found.classList.remove('pointed'), { once: true });
      } else log?.scrollTo({ top: log.scrollHeight });
      (found ?? log)?.focus({ preventScroll: true });
    });
  }

  write(kind: DraftKind): void {
    const id = this.conversation ?? this.cursor;
    if (!id) return;
    this.modes.set(id, kind);
    if (!this.conversation) this.open(id);
    this.focusComposer += 1;
  }
}

export const inbox = new Inbox();
