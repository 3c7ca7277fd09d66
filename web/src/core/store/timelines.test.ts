import { describe, expect, it } from 'vitest';
import type { Entry, MessageEntry, Page } from '../types.ts';
import { keyOf, Timeline } from './timelines.ts';

const message = (id: string, minute: number, more: Partial<MessageEntry> = {}): MessageEntry =>
  ({
    type: 'message',
    id,
    at: new Date(2026, 0, 1, 10, minute).toISOString(),
    client_id: null,
    ...more,
  }) as MessageEntry;

function rig(pages: Page<Entry>[]) {
  return new Timeline('c', () =>
    Promise.resolve({ body: pages.shift() ?? { items: [], next: null, total: 0 }, seq: 4 }),
  );
}

describe('a timeline', () => {
  it('reads backwards, once', async () => {
    const timeline = rig([
      { items: [message('c', 3), message('d', 4)], next: 'x', total: null },
      { items: [message('a', 1), message('b', 2)], next: null, total: null },
    ]);
    await timeline.load();
    expect(timeline.more).toBe(true);
    await timeline.loadOlder();
    expect(timeline.more).toBe(false);
    expect(timeline.entries.map((each) => each.type === 'message' && each.id)).toEqual([
      'a', 'b', 'c', 'd',
    ]); // prettier-ignore
    expect(timeline.seq).toBe(4);
  });

  it('never shows one reply twice, whichever comes first: answer or feed', async () => {
    for (const order of ['answer', 'feed']) {
      const timeline = rig([{ items: [message('a', 1)], next: null, total: null }]);
      await timeline.load();
      const sketch = message('k1', 5, { client_id: 'k1' });
      const real = message('m9', 5, { client_id: 'k1' });
      timeline.apply(sketch);
      const keys = timeline.entries.map(keyOf);
      timeline.apply(real);
      if (order === 'feed') timeline.apply({ ...real, text: 'later' });
      timeline.apply(real);
      expect(timeline.entries).toHaveLength(2);
      expect(timeline.entries.map(keyOf)).toEqual(keys);
    }
  });

  it('keeps what came live while it was loading', async () => {
    const timeline = rig([{ items: [message('a', 1)], next: null, total: null }]);
    const loading = timeline.load();
    timeline.apply(message('b', 2));
    await loading;
    expect(timeline.entries).toHaveLength(2);
  });

  it('lets go of what was moved elsewhere, but not of what is older or on its way', async () => {
    const all = [message('b', 2), message('c', 3)];
    const timeline = rig([
      { items: all, next: 'x', total: null },
      { items: [message('a', 1)], next: null, total: null },
      { items: [message('b', 2)], next: 'x', total: null },
    ]);
    await timeline.load();
    await timeline.loadOlder();
    const sketch = message('k', 5, { client_id: 'k', delivery: { id: '' } as never });
    timeline.apply(sketch);
    timeline.expire();
    await timeline.load();
    expect(timeline.entries.map((each) => each.type === 'message' && each.id)).toEqual([
      'a', 'b', 'k',
    ]); // prettier-ignore
  });

  it('asks again when it went stale while it was asking', async () => {
    const timeline = rig([
      { items: [message('a', 1), message('b', 2)], next: null, total: null },
      { items: [message('a', 1)], next: null, total: null },
    ]);
    const loading = timeline.load();
    timeline.expire(true);
    void timeline.load();
    await loading;
    expect(timeline.entries).toHaveLength(1);
  });

  it('believes the feed rather than an answer that was on its way before it', async () => {
    const timeline = rig([{ items: [message('a', 1, { text: 'old' })], next: null, total: null }]);
    const loading = timeline.load();
    timeline.apply(message('a', 1, { text: 'new' }));
    await loading;
    expect(timeline.entries).toMatchObject([{ text: 'new' }]);
  });
});
