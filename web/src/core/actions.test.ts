import { expect, test } from 'vitest';
import { Actions } from './actions.ts';
import type { Gerne } from './gerne.ts';
import type { Said } from './said.ts';
import type { Row } from './types.ts';

const rows = ['a', 'b', 'c'].map((id) => ({ id, status: 'open', labels: [] }) as unknown as Row);

/** A console of three conversations, of which the server changes all but some. */
function desk(refused: string[], stuck: string[] = []) {
  const told: { text: Said; undo?: (() => Promise<void>) | undefined }[] = [];
  const back: string[] = [];
  const gerne = {
    me: { id: 'me' },
    conversations: {
      get: (id: string) => rows.find((row) => row.id === id),
      wish: () => () => {},
      apply: () => {},
    },
    list: { filter: {}, leave: () => () => {} },
    settled: () => {},
    toasts: {
      say: (text: Said) => told.push({ text }),
      failed: () => told.push({ text: { key: 'error-failed' } }),
      done: (text: Said, undo?: () => Promise<void>) => told.push({ text, undo }),
    },
    api: {
      bulk: () => Promise.resolve({ failed: refused.map((id) => ({ id, code: 'not_found' })) }),
      patchConversation: (id: string) =>
        refused.includes(id) ? Promise.reject(new Error(id)) : Promise.resolve({ id }),
      undoStatus: (id: string) => {
        if (stuck.includes(id)) return Promise.reject(new Error(id));
        back.push(id);
        return Promise.resolve({ id });
      },
    },
  };
  return { actions: new Actions(gerne as unknown as Gerne), told, back };
}
const ids = rows.map((row) => row.id);

test('many put into a state are counted and taken back', async () => {
  const { actions, told, back } = desk([]);
  await actions.pend(ids);
  expect(told[0]?.text).toEqual({ key: 'done-pending', args: { count: 3 } });
  await told[0]?.undo?.();
  expect(back).toEqual(ids);
});

test('what the server would not change is neither counted nor taken back', async () => {
  const { actions, told, back } = desk(['b']);
  await actions.resolve(ids);
  expect(told.map((each) => each.text)).toEqual([
    { key: 'error-bulk', args: { count: 1 } },
    { key: 'done-resolved', args: { count: 2 } },
  ]);
  await told[1]?.undo?.();
  expect(back).toEqual(['a', 'c']);
});

test('one that cannot be taken back keeps no other', async () => {
  const { actions, told, back } = desk([], ['a']);
  await actions.resolve(ids);
  await told[0]?.undo?.();
  expect(back).toEqual(['b', 'c']);
  expect(told[1]?.text).toEqual({ key: 'error-bulk', args: { count: 1 } });
});

test('where one of many fails, the others can still be taken back', async () => {
  const { actions, told } = desk(['b']);
  await actions.prioritise(ids, 'high');
  expect(told.at(-1)?.text).toEqual({ key: 'done-priority-high', args: { count: 2 } });
  expect(told.at(-1)?.undo).toBeDefined();
});
