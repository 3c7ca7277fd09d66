import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Signal } from '../core/signal.ts';
import type { LiveEvent } from '../core/types.ts';
import { Board } from './board.ts';
import type * as T from './types.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function stage() {
  let told: (event: LiveEvent | null) => void = () => {};
  let asked = 0;
  let fails = false;
  const board = new Board(
    {
      board: () => {
        asked += 1;
        return fails
          ? Promise.reject(new Error('gone'))
          : Promise.resolve({ on: asked } as T.Board);
      },
    },
    { listen: (each) => ((told = each), () => (told = () => {})), directory: new Signal() },
  );
  return {
    board,
    asked: () => asked,
    tell: () => told(null),
    fail: (now: boolean) => (fails = now),
  };
}

test('a change is asked for well within a second, and many changes once', async () => {
  const { board, asked, tell } = stage();
  const stop = board.look();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked()).toBe(1);
  for (let i = 0; i < 200; i++) tell();
  await vi.advanceTimersByTimeAsync(600);
  expect(asked()).toBe(2);
  expect(board.now?.on).toBe(2);
  stop();
  tell();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked()).toBe(2);
});

test('what could not be had leaves what stands there, and says that it is old', async () => {
  const { board, tell, fail } = stage();
  board.look();
  await vi.advanceTimersByTimeAsync(0);
  fail(true);
  tell();
  await vi.advanceTimersByTimeAsync(600);
  expect(board.now?.on).toBe(1);
  expect(board.stale).toBe(true);
  fail(false);
  await vi.advanceTimersByTimeAsync(21_000);
  expect(board.stale).toBe(false);
});
