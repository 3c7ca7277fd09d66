// What somebody said is not the same matter, in this browser: the newest few hundred.
import type { Id } from '../core/types.ts';

interface Store {
  getItem: (key: string) => string | null;
  setItem: (key: string, value: string) => void;
}

const KEY = 'gerne.apart';
const MOST = 300;

function kept(store: Store): string[] {
  try {
    const read: unknown = JSON.parse(store.getItem(KEY) ?? '[]');
    return Array.isArray(read) ? read.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}

export const refused = (store: Store, id: Id, other: Id): boolean =>
  kept(store).includes(`${id} ${other}`);

export function refuse(store: Store, id: Id, other: Id): void {
  const pair = `${id} ${other}`;
  const all = [...kept(store).filter((each) => each !== pair), pair];
  try {
    store.setItem(KEY, JSON.stringify(all.slice(-MOST)));
  } catch {
    // A browser that keeps nothing asks again.
  }
}
