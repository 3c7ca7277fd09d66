import { expect, test } from 'vitest';
import type { Board } from '../time/types.ts';
import type { Row } from '../core/types.ts';
import { carrying, remaining, rising } from './numbers.ts';

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

test('how long is left goes by when it is too late, else by when it is due', () => {
  const at = new Date('2026-11-02T10:00:00Z');
  const due = '2026-11-02T10:05:00Z';
  const why = { over: '2026-11-02T10:20:00Z' } as NonNullable<Row['due_why']>;
  expect(remaining({ due, due_why: why }, at)).toBe(20 * 60_000);
  expect(remaining({ due, due_why: null }, at)).toBe(5 * 60_000);
  expect(remaining({ due: '2026-11-02T09:00:00Z', due_why: null }, at)).toBe(0);
});

test('somebody is free until they carry what their teams carry each', () => {
  const person = { agent_id: 'a', away: false, open: 3, most: 4 };
  expect(carrying(person)).toBe('free');
  expect(carrying({ ...person, open: 4 })).toBe('full');
  expect(carrying({ ...person, open: 40, most: null })).toBe('free');
  expect(carrying({ ...person, away: true })).toBe('away');
});
