import { describe, expect, it } from 'vitest';
import type { Filter, Page, Row } from '../types.ts';
import { Conversations } from './conversations.ts';
import { leaves, List, PAGE } from './list.ts';

const row = (id: string, rev = 1, more: Partial<Row> = {}): Row =>
  ({ id, rev, status: 'open', assignee_id: null, spam: false, ...more }) as Row;

function rig(server: { ids: string[] }) {
  const conversations = new Conversations();
  const asked: (string | null)[] = [];
  const fetch = (_: Filter, after: string | null, limit: number): Promise<Page<Row>> => {
    asked.push(after);
    const from = after ? server.ids.indexOf(after) + 1 : 0;
    const ids = server.ids.slice(from, from + limit);
    const more = from + limit < server.ids.length;
    return Promise.resolve({
      items: ids.map((id) => row(id)),
      next: more ? (ids.at(-1) ?? null) : null,
      total: server.ids.length,
    });
  };
  return { list: new List(fetch, conversations), conversations, asked };
}

const many = (count: number): string[] => Array.from({ length: count }, (_, i) => `c${i}`);

describe('the list', () => {
  it('fetches pages as they are looked at', async () => {
    const server = { ids: many(3 * PAGE) };
    const { list, asked } = rig(server);
    await list.open('open', {});
    expect(list.order).toHaveLength(PAGE);
    expect(list.total).toBe(3 * PAGE);
    list.see(PAGE - 10);
    await Promise.resolve();
    await new Promise((done) => setImmediate(done));
    expect(list.order).toHaveLength(2 * PAGE);
    expect(asked).toEqual([null, `c${PAGE - 1}`]);
  });

  it('moves nothing under a hand, and tells what waits', async () => {
    const server = { ids: ['a', 'b', 'c'] };
    const { list } = rig(server);
    await list.open('open', {});
    list.freeze(true);
    server.ids = ['x', 'b', 'a', 'y'];
    await list.refresh();
    expect(list.order).toEqual(['a', 'b', 'c']);
    expect(list.fresh).toBe(2);
    list.freeze(false);
    expect(list.order).toEqual(['x', 'b', 'a', 'y']);
    expect(list.fresh).toBe(0);
  });

  it('shows what comes into an empty list, also under a hand', async () => {
    const server: { ids: string[] } = { ids: [] };
    const { list } = rig(server);
    await list.open('open', {});
    list.freeze(true);
    server.ids = ['a'];
    await list.refresh();
    expect(list.order).toEqual(['a']);
    expect(list.fresh).toBe(0);
  });

  it('shows what waits once nothing is left that could move under a hand', async () => {
    const server = { ids: ['a'] };
    const { list, conversations } = rig(server);
    const wait = async (): Promise<void> => {
      await list.open(String(server.ids), {});
      list.freeze(true);
      server.ids = [...server.ids.map((id) => `${id}b`)];
      await list.refresh();
      expect(list.fresh).toBe(1);
    };
    await wait();
    list.leave('a');
    expect(list.order).toEqual(['ab']);
    await wait();
    conversations.drop('ab');
    list.drop('ab');
    expect(list.order).toEqual(['abb']);
    // It went before what is new was heard of.
    conversations.drop('abb');
    server.ids = ['c'];
    await list.refresh();
    expect(list.order).toEqual(['c']);
  });

  it('lets go at once of what we sent away, also under a hand', async () => {
    const server = { ids: ['a', 'b', 'c'] };
    const { list } = rig(server);
    await list.open('open', {});
    list.freeze(true);
    const back = list.leave('b');
    expect(list.order).toEqual(['a', 'c']);
    expect(list.total).toBe(2);
    await list.refresh();
    expect(list.order).toEqual(['a', 'c']);
    back();
    expect(list.order).toEqual(['a', 'b', 'c']);
    expect(list.total).toBe(3);
  });

  it('keeps one view from answering for another', async () => {
    const server = { ids: ['a'] };
    const { list } = rig(server);
    const first = list.open('open', {});
    server.ids = ['b'];
    await list.open('mine', { assignee: 'me' });
    await first;
    expect(list.order).toEqual(['b']);
  });

  it('knows what plainly leaves a view', () => {
    expect(leaves({ status: ['open'] }, row('a', 1, { status: 'resolved' }), 'me')).toBe(true);
    expect(leaves({ status: ['open'] }, row('a'), 'me')).toBe(false);
    expect(leaves({ needs_me: true }, row('a', 1, { assignee_id: 'you' }), 'me')).toBe(true);
    expect(leaves({ needs_me: true }, row('a', 1, { assignee_id: 'me' }), 'me')).toBe(false);
    expect(leaves({ assignee: 'none' }, row('a', 1, { assignee_id: 'me' }), 'me')).toBe(true);
    expect(leaves({ spam: true }, row('a'), 'me')).toBe(true);
  });
});

describe('conversations', () => {
  it('never goes back to an older state, whatever order answers come in', () => {
    const conversations = new Conversations();
    let seed = 7;
    const random = (): number => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
    const newest = new Map<string, number>();
    for (let i = 0; i < 5000; i++) {
      const id = `c${Math.floor(random() * 50)}`;
      const rev = Math.floor(random() * 1000);
      newest.set(id, Math.max(newest.get(id) ?? 0, rev));
      conversations.apply(row(id, rev, { preview: String(rev) }));
      expect(conversations.get(id)?.rev).toBe(newest.get(id));
    }
  });

  it('shows a wish at once and takes it back whole', () => {
    const conversations = new Conversations();
    conversations.apply(row('a', 1));
    const first = conversations.wish('a', { status: 'resolved' });
    const second = conversations.wish('a', { assignee_id: 'me' });
    expect(conversations.get('a')).toMatchObject({ status: 'resolved', assignee_id: 'me' });
    conversations.apply(row('a', 2, { subject: 'x' }));
    expect(conversations.get('a')).toMatchObject({ status: 'resolved', subject: 'x' });
    first();
    expect(conversations.get('a')).toMatchObject({ status: 'open', assignee_id: 'me' });
    second();
    expect(conversations.get('a')).toMatchObject({ status: 'open', assignee_id: null });
  });
});
