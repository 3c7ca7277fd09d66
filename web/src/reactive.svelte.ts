// The only bridge from the stores to runes: reading a tracked store in markup or `$derived` runs
// it again when the store says that something changed.
import { createSubscriber } from 'svelte/reactivity';
import type { Watchable } from './core/signal.ts';

const subscribers = new WeakMap<Watchable, () => void>();

export function track<T extends Watchable>(store: T): T {
  let subscribe = subscribers.get(store);
  if (!subscribe) {
    subscribe = createSubscriber((update) => store.watch(update));
    subscribers.set(store, subscribe);
  }
  subscribe();
  return store;
}
