// Who looks at what, and who writes. Live only: nothing of it is kept anywhere.
import { Signal } from '../signal.ts';
import type { Doing, Id, PresenceInfo } from '../types.ts';

export class Presence extends Signal {
  #all: PresenceInfo[] = [];
  me: Id = '';

  set(all: PresenceInfo[]): void {
    this.#all = all;
    this.changed();
  }

  /** The others in a conversation, those who write first. */
  in(id: Id): PresenceInfo[] {
    const weight = (doing: Doing): number =>
      doing === 'writing_reply' ? 0 : doing === 'writing_note' ? 1 : 2;
    const found = new Map<Id, PresenceInfo>();
    for (const each of this.#all) {
      if (each.conversation_id !== id || each.agent_id === this.me) continue;
      const known = found.get(each.agent_id);
      if (!known || weight(each.doing) < weight(known.doing)) found.set(each.agent_id, each);
    }
    return [...found.values()].sort((a, b) => weight(a.doing) - weight(b.doing));
  }
}
