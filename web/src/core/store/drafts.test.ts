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
  const state = { down: false };
  const drafts = new Drafts(memory, {
    put: (id, kind, text) => {
      calls.push(`put ${id} ${kind} ${text}`);
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
    drafts.clear('c', 'reply');
    await vi.advanceTimersByTimeAsync(0);
    expect(calls.at(-1)).toBe('drop c reply');
    expect(memory.map.size).toBe(0);
  });
});
