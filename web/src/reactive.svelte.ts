// The only bridge from the stores to runes: whatever reads a tracked store in markup or `$derived`
// runs again when the store says that something changed.
import { createSubscriber } from 'svelte/reactivity';
import type { Watchable } from './core/signal.ts';

interface Known {
  subscribe: () => void;
  version: number;
  view: object;
}

const known = new WeakMap<Watchable, Known>();

/**
 * The store, seen at this moment. Each change gives another view of it, so that `$derived` notices
 * although the store itself stays the same; methods and private fields are the store's own.
 */
export function track<T extends Watchable>(store: T): T {
  let found = known.get(store);
  if (!found) {
    const subscribe = createSubscriber((update) => store.watch(update));
    found = { subscribe, version: store.version, view: look(store) };
    known.set(store, found);
  }
  found.subscribe();
  if (found.version !== store.version) {
    found.version = store.version;
    found.view = look(store);
  }
  return found.view as T;
}

function look<T extends Watchable>(store: T): object {
  return new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
    set(target, name, value) {
      return Reflect.set(target, name, value, target);
    },
  });
}
