// The inbox's commands: what keys, palette, menus and the "?" sheet offer here.
import { app } from '$app';
import type { Command } from '../core/commands.ts';
import { matters } from '$memory/matters.svelte.ts';
import { inbox } from './inbox.svelte.ts';
import { overlays } from '../shell/shell.svelte.ts';

const wide = (): boolean => matchMedia('(min-width: 701px)').matches;

export function inboxCommands(): () => void {
  const has = (): boolean => inbox.targets().length > 0;
  const row = () => app.conversations.get(inbox.targets()[0]);
  const settled = (): boolean => row()?.status === 'resolved';
  const make = (command: Omit<Command, 'section'> & { section?: Command['section'] }): Command => ({
    section: 'conversation',
    when: has,
    ...command,
  });
  return app.commands.register([
    make({
      id: 'reply',
      title: 'command-reply',
      section: 'write',
      keys: ['r'],
      run: () => inbox.write('reply'),
    }),
    make({
      id: 'note',
      title: 'command-note',
      section: 'write',
      keys: ['m'],
      run: () => inbox.write('note'),
    }),
    make({
      id: 'new',
      title: 'command-new',
      section: 'write',
      keys: ['c'],
      when: () => true,
      run: () => (overlays.compose = true),
    }),
    make({
      id: 'resolve',
      title: 'command-resolve',
      keys: ['e'],
      when: () => has() && !settled(),
      run: () => void resolve(false),
    }),
    make({
      id: 'resolve-asking',
      title: 'command-resolve-asking',
      keys: ['Shift+e'],
      when: () => inbox.targets().length === 1 && !settled(),
      run: () => void resolve(true),
    }),
    make({
      id: 'contact',
      title: 'command-contact',
      section: 'write',
      keys: ['d'],
      when: () => inbox.conversation !== null,
      run: () => about('contact'),
    }),
    make({
      id: 'consult',
      title: 'command-consult',
      section: 'write',
      when: () => inbox.conversation !== null,
      run: () => about('consult'),
    }),
    make({
      id: 'reopen',
      title: 'command-reopen',
      keys: ['e'],
      when: () => has() && settled(),
      run: () => void inbox.leaving((ids) => app.actions.reopen(ids)),
    }),
    make({
      id: 'pend',
      title: 'command-pend',
      when: () => has() && row()?.status !== 'pending',
      run: () => void inbox.leaving((ids) => app.actions.pend(ids)),
    }),
    make({ id: 'snooze', title: 'command-snooze', keys: ['h'], run: () => inbox.show('snooze') }),
    make({ id: 'assign', title: 'command-assign', keys: ['a'], run: () => inbox.show('assign') }),
    make({
      id: 'take',
      title: 'command-take',
      keys: ['i'],
      when: () => has() && row()?.assignee_id !== app.me?.id,
      run: () => void app.actions.assign(inbox.targets(), app.me?.id ?? null),
    }),
    make({ id: 'team', title: 'command-team', keys: ['t'], run: () => inbox.show('team') }),
    make({ id: 'label', title: 'command-label', keys: ['l'], run: () => inbox.show('label') }),
    make({
      id: 'priority',
      title: 'command-priority',
      keys: ['p'],
      run: () => inbox.show('priority'),
    }),
    make({
      id: 'no-answer',
      title: 'command-no-answer',
      keys: ['o'],
      run: () => inbox.show('no_answer'),
    }),
    make({
      id: 'spam',
      title: 'command-spam',
      keys: ['!'],
      run: () => void inbox.leaving((ids) => app.actions.spam(ids, !row()?.spam)),
    }),
    make({
      id: 'join',
      title: 'command-join',
      when: () => inbox.conversation !== null,
      run: () => (inbox.joining = true),
    }),
    make({
      id: 'person',
      title: 'command-person',
      when: () => inbox.conversation !== null,
      run: () => {
        inbox.person = !inbox.person;
        inbox.personOver = !inbox.personOver;
      },
    }),
    make({
      id: 'next',
      title: 'command-next',
      section: 'list',
      keys: ['j'],
      when: () => app.list.order.length > 0,
      run: () => inbox.move(1, wide() || inbox.conversation !== null),
    }),
    make({
      id: 'previous',
      title: 'command-previous',
      section: 'list',
      keys: ['k'],
      when: () => app.list.order.length > 0,
      run: () => inbox.move(-1, wide() || inbox.conversation !== null),
    }),
    make({
      id: 'choose',
      title: 'command-choose',
      section: 'list',
      keys: ['x'],
      run: () => inbox.toggle(inbox.cursor ?? inbox.conversation),
    }),
    make({
      id: 'choose-down',
      title: 'command-choose-down',
      section: 'list',
      keys: ['Shift+j', 'Shift+ArrowDown'],
      silent: true,
      run: () => inbox.extend(1),
    }),
    make({
      id: 'choose-up',
      title: 'command-choose-up',
      section: 'list',
      keys: ['Shift+k', 'Shift+ArrowUp'],
      silent: true,
      run: () => inbox.extend(-1),
    }),
    make({
      id: 'choose-all',
      title: 'command-choose-all',
      section: 'list',
      keys: ['Mod+a'],
      when: () => app.list.order.length > 0 && !document.activeElement?.matches('input, textarea'),
      run: () => app.list.order.forEach((id) => inbox.chosen.add(id)),
    }),
    make({
      id: 'back',
      title: 'command-back',
      section: 'list',
      keys: ['Escape'],
      silent: true,
      when: () => inbox.chosen.size > 0 || inbox.conversation !== null,
      run: back,
    }),
  ]);
}

/** Calls them done; of a single one, what would stay open is asked first. */
async function resolve(always: boolean): Promise<void> {
  const ids = inbox.targets();
  const [only] = ids;
  const go = (): Promise<void> => inbox.leaving((all) => app.actions.resolve(all), ids);
  if (!only || matters.asking) return;
  // What is known to leave nothing open goes at once: keys are never waited for.
  if (ids.length > 1 || (!always && matters.leaves(only) === false)) return go();
  matters.asking = true;
  try {
    const { resolving } = await import('$memory/resolving.ts');
    await resolving(only, go, always);
  } finally {
    matters.asking = false;
  }
}

/** A dialog about the open conversation. */
function about(kind: 'contact' | 'consult'): void {
  const id = inbox.conversation;
  if (id) matters.open = { kind, conversation: id };
}

/** Out of the field first, then out of the selection, then out of the conversation. */
function back(): void {
  const field = document.activeElement;
  if (field instanceof HTMLElement && field.matches('textarea, input')) field.blur();
  else if (inbox.chosen.size) inbox.chosen.clear();
  else if (inbox.personOver) inbox.personOver = false;
  else {
    const id = inbox.conversation;
    inbox.open(null);
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`[data-row="${id ?? ''}"]`)?.focus(),
    );
  }
}
