// What an account that was just connected has brought in: what people wrote, never what we did.
import { app } from '$app';
import { safeName } from '../core/text.ts';
import type { Id, MessageEntry, Proof } from '../core/types.ts';

const TRIES = 10;
const PAUSE_MS = 700;
const MOST = 3;

/** The newest messages, as soon as there are some; none when nothing came for a while. */
export async function firstRead(account: Id, signal: AbortSignal): Promise<Proof[]> {
  for (let i = 0; i < TRIES && !signal.aborted; i++) {
    const filter = { account: [account], order: 'recent' as const };
    const page = await app.api.conversations(filter, null, MOST, signal).catch(() => null);
    const ids = page?.items.map((row) => row.id) ?? [];
    const newest = await Promise.all(ids.map((id) => newestOfTheirs(id)));
    const said = newest.filter((each) => each !== undefined);
    if (said.length)
      return said
        .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
        .map(({ author, content_warning, text, at }) => ({
          author: safeName(author.name) || author.handle || '',
          text: content_warning || text,
          at,
        }));
    await new Promise((done) => setTimeout(done, PAUSE_MS));
  }
  return [];
}

async function newestOfTheirs(conversation: Id): Promise<MessageEntry | undefined> {
  const page = await app.api.timeline(conversation, null, 50).catch(() => null);
  return page?.body.items.findLast(
    (each): each is MessageEntry =>
      each.type === 'message' && each.direction === 'in' && !each.deleted_at,
  );
}
