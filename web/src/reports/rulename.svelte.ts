// What rules are called: asked for once, and only where a report is about one.
import { app } from '$app';
import type { Id } from '../time/types.ts';

let names = $state.raw<ReadonlyMap<Id, string> | null>(null);
let asked = false;

export function ruleName(id: Id): string | undefined {
  if (!asked) {
    asked = true;
    app.client.list<{ id: Id; name: string }>('/rules').then(
      ({ items }) => (names = new Map(items.map((each) => [each.id, each.name]))),
      () => (asked = false),
    );
  }
  return names?.get(id);
}
