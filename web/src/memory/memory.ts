// The one memory of this page; loaded with the first conversation.
import { app } from '$app';
import { routes } from './api.ts';
import { matters } from './matters.svelte.ts';
import { Memory } from './store.ts';

export const api = routes(app.client);
export const memory = new Memory(api);
app.listen((event) => memory.take(event));

matters.leaves = (id) => {
  const card = memory.cards.get(id);
  if (!card || memory.cards.needs(id)) return null;
  return (
    card.lines.some((each) => each.part === 'open' || each.part === 'demand') ||
    card.promises.some((each) => each.state === 'standing') ||
    (app.conversations.get(id)?.unanswered ?? 0) > 0
  );
};
