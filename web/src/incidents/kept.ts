// What was begun before everyone and not sent yet, kept in this browser as drafts are.
import type { Id } from '../notice/types.ts';

export interface Begun {
  /** `null`: what somebody kept with the incident. */
  typed: string | null;
  /** What an account says in other words. */
  own: Record<Id, string>;
  ticked: Id[] | null;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const NOTHING: Begun = { typed: null, own: {}, ticked: null };

export const keyOf = (agent: Id, incident: Id, what: string): string =>
  `gerne.announce.${agent}.${incident}.${what}`;

export function begun(store: Store, key: string): Begun {
  try {
    const kept = JSON.parse(store.getItem(key) ?? 'null') as Partial<Begun> | null;
    return { ...NOTHING, ...kept };
  } catch {
    return NOTHING;
  }
}

/** Keeps it; what holds nothing of anybody's is not kept. */
export function keep(store: Store, key: string, value: Begun): void {
  const empty = value.typed === null && !value.ticked?.length && !Object.keys(value.own).length;
  try {
    if (empty) store.removeItem(key);
    else store.setItem(key, JSON.stringify(value));
  } catch {
    // A full or forbidden store keeps nothing; what is written stands here all the same.
  }
}
