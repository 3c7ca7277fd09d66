import { expect, test } from 'vitest';
import type { Board } from '../time/types.ts';
import { rising } from './numbers.ts';

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
