import { inbox } from '../inbox.svelte.ts';

const PAUSE = 15_000;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Tells the others that we write; a while after the last key we only look again. */
export function typing(what: 'writing_reply' | 'writing_note'): void {
  inbox.writing = what;
  clearTimeout(timer);
  timer = setTimeout(() => (inbox.writing = null), PAUSE);
}
