import { expect, test } from 'vitest';
import { lasting } from './lasting.ts';

test('who asks late is told of what was there last, never of nothing', async () => {
  let row: { id: string } | undefined = { id: 'a' };
  const kept = lasting(() => row);
  const late = Promise.resolve().then(() => kept()?.id);
  expect(kept()?.id).toBe('a');
  row = undefined;
  expect(await late).toBe('a');
  row = { id: 'b' };
  expect(kept()?.id).toBe('b');
});

test('nothing is nothing until there is something', () => {
  expect(lasting(() => undefined)()).toBeUndefined();
});
