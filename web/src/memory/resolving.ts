// What would stay open when a matter is called done.
import type { Id } from '../core/types.ts';
import { matters } from './matters.svelte.ts';
import { api, memory } from './memory.ts';
import type { Resolving } from './types.ts';

/** Resolves it with `go`, after asking about what stays open; `always`: asks in any case. */
export async function resolving(id: Id, go: () => Promise<void>, always: boolean): Promise<void> {
  const open = await api.resolving(id).catch(() => known(id));
  const some =
    open &&
    (open.lines.length || open.threads.length || open.promises.length || open.waiting_contact);
  if (open && (some || always)) matters.open = { kind: 'resolve', conversation: id, open, go };
  else await go();
}

/** As far as it is known here, where the server does not say. */
function known(id: Id): Resolving | null {
  const card = memory.cards.get(id);
  if (!card) return null;
  return {
    lines: card.lines.filter((each) => each.part === 'open' || each.part === 'demand'),
    promises: card.promises.filter((each) => each.owed || each.state === 'proposed'),
    unanswered: 0,
    threads: [],
    waiting_contact: null,
    question: '',
    follow_up: null,
  };
}
