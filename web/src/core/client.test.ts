import { describe, expect, it } from 'vitest';
import { ApiError, Client, query, uuid } from './client.ts';
import { problemText } from './toasts.ts';

function rig(status: number, body: unknown, headers: Record<string, string> = {}) {
  const calls: { url: string; init: RequestInit }[] = [];
  const client = new Client((url, init) => {
    calls.push({ url: String(url), init: init ?? {} });
    return Promise.resolve(
      new Response(body === null ? null : JSON.stringify(body), { status, headers }),
    );
  });
  return { client, calls };
}

describe('the client', () => {
  it('fills paths, repeats keys, says who it is', async () => {
    const { client, calls } = rig(200, { ok: 1 }, { 'X-Gerne-Seq': '17' });
    await client.call('POST', '/a/{id}/b', {
      path: { id: 'x/y' },
      query: { status: ['open', 'pending'], after: null, spam: false },
      body: {},
      key: 'k',
    });
    expect(calls[0]?.url).toBe('/api/v1/a/x%2Fy/b?status=open&status=pending');
    expect(calls[0]?.init.headers).toMatchObject({ 'X-Gerne-CSRF': '1', 'Idempotency-Key': 'k' });
    expect(client.seq).toBe(17);
  });

  it('turns a problem document into an error that can be said', async () => {
    const { client } = rig(422, {
      code: 'reply.too_long',
      values: { length: 600, limit: 500 },
    });
    const error = await client.call('GET', '/x').catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ApiError);
    expect(problemText(error)).toEqual({
      key: 'error-reply-too-long',
      args: { length: 600, limit: 500 },
      otherwise: 'error-failed',
    });
  });

  it('says offline when nothing answers, and unavailable when something else does', async () => {
    const gone = new Client(() => Promise.reject(new TypeError('x')));
    expect(problemText(await gone.call('GET', '/x').catch((e: unknown) => e)).key).toBe(
      'error-offline',
    );
    const { client } = rig(502, null);
    const busy = problemText(await client.call('GET', '/x').catch((e: unknown) => e));
    expect([busy.key, busy.otherwise]).toContain('error-unavailable');
  });

  it('notices that nobody is signed in any more', async () => {
    const { client } = rig(401, { code: 'session.expired' });
    let out = false;
    client.onSignedOut = () => (out = true);
    await client.call('GET', '/x').catch(() => {});
    expect(out).toBe(true);
  });

  it('makes sortable ids', () => {
    expect(uuid(1_700_000_000_000)).toMatch(
      /^018bcfe5-6800-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(uuid(1) < uuid(2)).toBe(true);
    expect(query({})).toBe('');
  });
});
