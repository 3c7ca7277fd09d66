import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Draft } from '../types.ts';
import { Drafts, type DraftStore } from './drafts.ts';

class Memory implements DraftStore {
  readonly map = new Map<string, string>();
  get length(): number {
    return this.map.size;
  }
  key(index: number): string | null {
    return [...this.map.keys()][index] ?? null;
  }
  getItem(key: string): string | null {
    return this.map.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.map.set(key, value);
  }
  removeItem(key: string): void {
    this.map.delete(key);
  }
}

function rig(memory = new Memory()) {
  const theirs: Draft[] = [];
  const calls: string[] = [];
  const state: { down: boolean; slow: (() => void)[] | null } = { down: false, slow: null };
  const drafts = new Drafts(memory, {
    put: (id, kind, text) => {
      calls.push(`put ${id} ${kind} ${text}`);
      if (state.slow) return new Promise<void>((resolve) => state.slow?.push(resolve));
      return state.down ? Promise.reject(new Error('down')) : Promise.resolve();
    },
    drop: (id, kind) => {
      calls.push(`drop ${id} ${kind}`);
      return Promise.resolve();
    },
    all: () => Promise.resolve(theirs),
  });
  return { drafts, memory, calls, theirs, state };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('drafts', () => {
  it('are here at once and with the server after a moment, once', async () => {
    const { drafts, memory, calls } = rig();
    await drafts.start('me');
    drafts.set('c', 'reply', 'H');
    drafts.set('c', 'reply', 'Hallo');
    expect([...memory.map.values()].join()).toContain('Hallo');
    expect(calls).toEqual([]);
    await vi.advanceTimersByTimeAsync(800);
    expect(calls).toEqual(['put c reply Hallo']);
    expect(drafts.get('c', 'reply').state).toBe('saved');
  });

  it('keep reply and note apart', async () => {
    const { drafts } = rig();
    await drafts.start('me');
    drafts.set('c', 'reply', 'öffentlich');
    drafts.set('c', 'note', 'intern');
    expect(drafts.get('c', 'reply').text).toBe('öffentlich');
    expect(drafts.get('c', 'note').text).toBe('intern');
  });

  it('remember what was chosen before the first word', async () => {
    const { drafts, memory } = rig();
    await drafts.start('me');
    const letter = { to: ['a@x.de'], cc: ['b@x.de'], bcc: [], subject: 'Rechnung' };
    drafts.set('c', 'reply', '', { letter });
    await vi.advanceTimersByTimeAsync(5000);
    await drafts.refresh();
    expect(drafts.get('c', 'reply').body.letter).toEqual(letter);
    expect(drafts.has('c')).toBe(false);
    expect(memory.length).toBe(0);
    drafts.set('c', 'reply', '', { began: { seq: 1, at: '2026-11-22T00:00:00Z' } });
    await vi.advanceTimersByTimeAsync(5000);
    expect(drafts.get('c', 'reply').body).toEqual({});
  });

  it('survive a closed laptop and a dead network', async () => {
    const { drafts, memory, state } = rig();
    await drafts.start('me');
    state.down = true;
    drafts.set('c', 'reply', 'Mitten im Satz');
    await vi.advanceTimersByTimeAsync(900);
    expect(drafts.get('c', 'reply').state).toBe('local');

    const next = rig(memory);
    await next.drafts.start('me');
    expect(next.drafts.get('c', 'reply').text).toBe('Mitten im Satz');
    await vi.advanceTimersByTimeAsync(10);
    expect(next.calls).toEqual(['put c reply Mitten im Satz']);
  });

  it('belong to one agent', async () => {
    const { drafts, memory } = rig();
    await drafts.start('me');
    drafts.set('c', 'reply', 'meins');
    const other = rig(memory);
    await other.drafts.start('you');
    expect(other.drafts.get('c', 'reply').text).toBe('');
  });

  it('come from another device, but never over what is being written here', async () => {
    const { drafts, theirs, state } = rig();
    await drafts.start('me');
    theirs.push({ conversation_id: 'a', kind: 'reply', text: 'von dort', saved_at: '' });
    await drafts.refresh();
    expect(drafts.get('a', 'reply').text).toBe('von dort');

    state.down = true;
    drafts.set('a', 'reply', 'hier weiter');
    await vi.advanceTimersByTimeAsync(900);
    theirs[0] = { conversation_id: 'a', kind: 'reply', text: 'dort anders', saved_at: '' };
    await drafts.refresh();
    expect(drafts.get('a', 'reply').text).toBe('hier weiter');
    expect(drafts.get('a', 'reply').other?.text).toBe('dort anders');
    drafts.takeOther('a', 'reply');
    expect(drafts.get('a', 'reply').text).toBe('dort anders');
  });

  it('are gone everywhere once sent', async () => {
    const { drafts, memory, calls } = rig();
    await drafts.start('me');
    drafts.set('c', 'reply', 'Hallo');
    await vi.advanceTimersByTimeAsync(800);
    drafts.leave('c', 'reply', { content: '', key: 'k' });
    drafts.left('c', 'reply');
    await vi.advanceTimersByTimeAsync(0);
    expect(calls.at(-1)).toBe('drop c reply');
    expect(memory.map.size).toBe(0);
  });

  it('are kept while they are on their way, also over a reload', async () => {
    const { drafts, memory, calls, theirs } = rig();
    await drafts.start('me');
    drafts.set('c', 'note', 'Bitte nicht verlieren');
    await vi.advanceTimersByTimeAsync(800);
    theirs.push({
      conversation_id: 'c',
      kind: 'note',
      text: 'Bitte nicht verlieren',
      saved_at: '',
    });
    drafts.leave('c', 'note', { content: 'n', key: 'k1' });
    expect(drafts.get('c', 'note').text).toBe('');
    expect(drafts.unsaved).toBe(true);
    // News of the server's copy does not put them into the field meanwhile.
    await drafts.refresh();
    expect(drafts.get('c', 'note').text).toBe('');
    expect(calls).toEqual(['put c note Bitte nicht verlieren']);

    const next = rig(memory);
    next.theirs.push(...theirs);
    await next.drafts.start('me');
    expect(next.drafts.get('c', 'note').text).toBe('Bitte nicht verlieren');
    expect(next.drafts.get('c', 'note').attempt).toEqual({ content: 'n', key: 'k1' });
  });

  it('do not come back after a reload when they did arrive', async () => {
    const { drafts, memory } = rig();
    await drafts.start('me');
    drafts.set('c', 'reply', 'Kam an');
    await vi.advanceTimersByTimeAsync(800);
    drafts.leave('c', 'reply', { content: 'n', key: 'k1' });
    const next = rig(memory);
    await next.drafts.start('me');
    expect(next.drafts.get('c', 'reply').text).toBe('');
  });

  it('come back before what was begun since', async () => {
    const { drafts } = rig();
    await drafts.start('me');
    drafts.set('c', 'reply', 'Erstens');
    drafts.leave('c', 'reply', { content: 'n', key: 'k1' });
    drafts.set('c', 'reply', 'Zweitens');
    drafts.giveBack('c', 'reply');
    expect(drafts.get('c', 'reply').text).toBe('Erstens\n\nZweitens');
  });

  it('are saved one after the other: an older save never wins', async () => {
    const { drafts, calls, state } = rig();
    await drafts.start('me');
    const slow: (() => void)[] = [];
    state.slow = slow;
    drafts.set('c', 'reply', 'alt');
    await vi.advanceTimersByTimeAsync(800);
    drafts.set('c', 'reply', 'neu');
    await vi.advanceTimersByTimeAsync(800);
    expect(calls).toEqual(['put c reply alt']);
    slow.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(calls).toEqual(['put c reply alt', 'put c reply neu']);
    slow.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(drafts.get('c', 'reply').state).toBe('saved');
  });

  it('are not put back by an answer that was asked for before they changed', async () => {
    const { drafts, theirs } = rig();
    await drafts.start('me');
    theirs.push({ conversation_id: 'c', kind: 'reply', text: 'alt', saved_at: '' });
    const asked = drafts.refresh();
    drafts.set('c', 'reply', 'neu');
    drafts.flush();
    await vi.advanceTimersByTimeAsync(0);
    await asked;
    expect(drafts.get('c', 'reply').text).toBe('neu');
  });
});
