import { expect, test } from 'vitest';
import { dueStanding } from './due.ts';
import type { Row } from './types.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const why = (near: string, over: string): Row['due_why'] =>
  ({ near, over }) as unknown as Row['due_why'];

test.each([
  ['2026-11-22T12:00:00Z', why('2026-11-22T12:10:00Z', '2026-11-22T12:15:00Z'), 'waiting', 15],
  ['2026-11-22T14:00:00Z', why('2026-11-22T11:00:00Z', '2026-11-22T14:00:00Z'), 'soon', 120],
  ['2026-11-22T11:00:00Z', why('2026-11-22T10:00:00Z', '2026-11-22T11:00:00Z'), 'late', -60],
  ['2026-11-22T12:30:00Z', null, 'soon', 30],
  ['2026-11-22T15:00:00Z', null, 'waiting', 180],
] as const)('due %s', (due, due_why, level, minutes) =>
  expect(dueStanding({ due, due_why }, NOW)).toEqual({ level, left: minutes * 60_000 }),
);

test('nobody said by when', () =>
  expect(dueStanding({ due: null, due_why: null }, NOW)).toEqual({ level: 'waiting', left: null }));
