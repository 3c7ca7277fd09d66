// What an account that was just connected has brought in.
import { app } from '$app';
import { safeName } from '../core/text.ts';
import type { Id, Proof } from '../core/types.ts';

const TRIES = 10;
const PAUSE_MS = 700;
const MOST = 3;

/** The newest messages, as soon as there are some; none when nothing came for a while. */
export async function firstRead(account: Id, signal: AbortSignal): Promise<Proof[]> {
  for (let i = 0; i < TRIES && !signal.aborted; i++) {
    const filter = { account: [account], order: 'recent' as const };
    const page = await app.api.conversations(filter, null, MOST, signal).catch(() => null);
    if (page?.items.length)
      return page.items.map((row) => ({
        author: safeName(row.customer.name) || (row.customer.handle ?? ''),
        text: row.preview ?? '',
        at: row.last_message_at,
      }));
    await new Promise((done) => setTimeout(done, PAUSE_MS));
  }
  return [];
}
