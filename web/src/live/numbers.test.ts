import { expect, test } from 'vitest';
import type { Board } from '../time/types.ts';
import { longestFirst, rising } from './numbers.ts';

const incident = (name: string | null, about: string[], places: string[]) =>
  ({ id: 'a', name, about, places, people: 9, matters: 9, since: '', told_over: null }) as const;
const names = (...incidents: ReturnType<typeof incident>[]): string[] =>
  rising({ incidents, topics: [] } as unknown as Board).map((each) => each.name);

test('an incident says its place once', () => {
  expect(names(incident(null, ['Husum', 'DSL', 'ausgefallen'], ['husum']))).toEqual([
    'Husum, DSL, ausgefallen',
  ]);
  expect(names(incident('DSL in Husum', ['Husum'], ['Husum', 'Kiel']))).toEqual([
    'DSL in Husum, Kiel',
  ]);
  expect(names(incident(null, [], []))).toEqual(['']);
});

test('whoever waits longest stands first, over all pages', async () => {
  const row = (id: string, waiting_since: string | null) => ({ id, waiting_since });
  const pages: Record<string, { items: ReturnType<typeof row>[]; next: string | null }> = {
    first: { items: [row('b', '2026-11-02T10:00:00Z'), row('d', null)], next: 'second' },
    second: {
      items: [row('a', '2026-11-01T10:00:00Z'), row('c', '2026-11-03T10:00:00Z')],
      next: null,
    },
  };
  const page = await longestFirst(null, (after) =>
    Promise.resolve({ ...(pages[after ?? 'first'] ?? { items: [], next: null }), total: 4 }),
  );
  expect(page.items.map((each) => each.id)).toEqual(['a', 'b', 'c', 'd']);
  expect(page.next).toBe(null);
});
