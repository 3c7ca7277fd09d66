// Through the door: who just signed in goes on where the address says, or where the welcome stands.
import { app } from '$app';
import type { Me } from '../core/types.ts';
import { router } from '../router.svelte.ts';
import { match, to } from '../routes.ts';
import { FIRST_VIEW } from '../core/views.ts';
import { unfinished } from '../house/welcome.ts';

export async function enter(me: Me): Promise<void> {
  await app.enter(me);
  const step = unfinished(me);
  const found = match(location.pathname);
  const stays = found !== null && !found.route.door;
  if (step) router.go(to.welcome(step), true);
  else if (!stays) router.go(to.inbox(FIRST_VIEW), true);
}
