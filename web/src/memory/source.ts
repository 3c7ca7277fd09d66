// From a line of a case card to the words it was read from: brought into view, and marked there.
import { app } from '$app';
import { router } from '../router.svelte.ts';
import { to } from '../routes.ts';
import type { Source } from './types.ts';

const NAME = 'source';
const SHOWN_MS = 6000;
const PATIENCE_MS = 5000;
const MOST_PAGES = 20;
let fading: ReturnType<typeof setTimeout> | undefined;

/** Shows where something was said; in another conversation, opens that. */
export async function showSource(source: Source): Promise<void> {
  const { conversation_id: conversation, id } = source;
  if (!id || !conversation) return;
  if (app.open !== conversation) {
    const view = router.match?.route.name === 'inbox' ? router.match.params['view'] : undefined;
    router.go(`${to.inbox(view ?? 'open', conversation)}#m-${id}`);
  }
  const found = await appear(conversation, id);
  if (!found) return;
  found.scrollIntoView({ block: 'center' });
  found.tabIndex = -1;
  found.classList.add('pointed');
  found.addEventListener('blur', () => found.classList.remove('pointed'), { once: true });
  found.focus({ preventScroll: true });
  mark(found, source.quote);
}

/** The element of something said, as soon as it is there; older pages are fetched for it. */
async function appear(conversation: string, id: string): Promise<HTMLElement | null> {
  const timeline = app.timelines.of(conversation);
  const until = performance.now() + PATIENCE_MS;
  for (let pages = 0; performance.now() < until;) {
    const found = document.getElementById(`m-${id}`);
    if (found) return found;
    const known = timeline.entries.some((each) => each.type !== 'change' && each.id === id);
    if (timeline.ready && !known && !timeline.loading) {
      if (!timeline.more || pages >= MOST_PAGES) return null;
      pages += 1;
      await timeline.loadOlder();
    }
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  return null;
}

/** Marks the words without touching what Svelte drew. */
function mark(element: HTMLElement, quote: string | null): void {
  if (!quote || !('highlights' in CSS)) return;
  const range = rangeOf(element, quote);
  if (!range) return;
  CSS.highlights.set(NAME, new Highlight(range));
  clearTimeout(fading);
  fading = setTimeout(() => CSS.highlights.delete(NAME), SHOWN_MS);
  const box = range.getBoundingClientRect();
  const scroll = element.closest('.scroll')?.getBoundingClientRect();
  if (scroll && (box.top < scroll.top || box.bottom > scroll.bottom))
    range.startContainer.parentElement?.scrollIntoView({ block: 'center' });
}

/** Where words stand in what is drawn; blanks count as one, wherever lines break. */
export function rangeOf(element: HTMLElement, quote: string): Range | null {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const places: [Text, number][] = [];
  let all = '';
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node as Text;
    for (let i = 0; i < text.data.length; i++) {
      const sign = /\s/u.test(text.data[i] ?? '') ? ' ' : (text.data[i] ?? '');
      if (sign === ' ' && all.endsWith(' ')) continue;
      all += sign;
      places.push([text, i]);
    }
  }
  const wanted = quote.replace(/\s+/gu, ' ').trim();
  const at = wanted ? all.indexOf(wanted) : -1;
  const first = places[at];
  const last = places[at + wanted.length - 1];
  if (!first || !last) return null;
  const range = new Range();
  range.setStart(...first);
  range.setEnd(last[0], last[1] + 1);
  return range;
}
