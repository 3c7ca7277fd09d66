import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Gerne } from './gerne.ts';

type Answer = (init: RequestInit | undefined) => Promise<Response>;

const json = (status: number, body: unknown): Response =>
  new Response(JSON.stringify(body), { status });

function rig(replies: Answer, kept = new Map<string, string>()) {
  const keys: (string | null)[] = [];
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    if (url.endsWith('/replies') || url.endsWith('/notes')) {
      keys.push(new Headers(init?.headers).get('Idempotency-Key'));
      return replies(init);
    }
    return Promise.resolve(json(200, { items: [], next: null, total: 0 }));
  });
  const store = {
    get length() {
      return kept.size;
    },
    key: (index: number) => [...kept.keys()][index] ?? null,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  const gerne = new Gerne({ store, open: () => ({ send() {}, close() {} }) as never });
  const send = () =>
    gerne.sending.reply('c', {
      visibility: 'public',
      language: null,
      then: null,
      platform: 'mastodon',
      account_id: 'a',
    });
  return { gerne, kept, keys, send };
}

const never = (): Promise<Response> => new Promise(() => {});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('sending', () => {
  it.each(['reply', 'note'] as const)('a %s stays in this browser until answered', async (kind) => {
    const { gerne, kept, send } = rig(never);
    await gerne.drafts.start('me');
    gerne.drafts.set('c', kind, 'Diese Worte');
    void (kind === 'reply' ? send() : gerne.sending.note('c'));
    expect(gerne.drafts.get('c', kind).text).toBe('');
    // The page is loaded again before any answer.
    const next = rig(never, kept);
    await next.gerne.drafts.start('me');
    expect(next.gerne.drafts.get('c', kind).text).toBe('Diese Worte');
  });

  it('a note that was refused stands in the field again', async () => {
    const { gerne } = rig(() => Promise.resolve(json(503, { code: 'unavailable' })));
    await gerne.drafts.start('me');
    gerne.drafts.set('c', 'note', 'Diese Worte');
    await gerne.sending.note('c');
    expect(gerne.drafts.get('c', 'note').text).toBe('Diese Worte');
  });

  it('the same words go with the same key, also after a reload', async () => {
    const offline = (): Promise<Response> => Promise.reject(new TypeError('offline'));
    const { gerne, kept, keys, send } = rig(offline);
    await gerne.drafts.start('me');
    gerne.drafts.set('c', 'reply', 'Einmal');
    await send();
    await send();
    const next = rig(offline, kept);
    await next.gerne.drafts.start('me');
    await next.send();
    expect(new Set([...keys, ...next.keys]).size).toBe(1);
    next.gerne.drafts.set('c', 'reply', 'Etwas anderes');
    await next.send();
    expect(next.keys[1]).not.toBe(next.keys[0]);
  });

  it('an answer that is older than the feed changes nothing', async () => {
    let answer: (response: Response) => void = () => {};
    const { gerne, keys, send } = rig(() => new Promise((resolve) => (answer = resolve)));
    await gerne.drafts.start('me');
    gerne.drafts.set('c', 'reply', 'Schnell');
    const sent = send();
    await vi.advanceTimersByTimeAsync(0);
    const entry = (state: string) => ({
      type: 'message',
      id: 'm',
      at: new Date().toISOString(),
      client_id: keys[0],
      delivery: { id: 'd', state, not_before: null },
    });
    gerne.timelines.of('c').apply(entry('unknown') as never);
    answer(json(201, { entry: entry('held'), conversation: { id: 'c', rev: 1 } }));
    await sent;
    expect(gerne.timelines.of('c').entries).toMatchObject([{ delivery: { state: 'unknown' } }]);
  });
});
