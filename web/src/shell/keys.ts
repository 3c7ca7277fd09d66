import { app } from '../app.svelte.ts';
import { stroke, worksInFields } from '../core/keymap.ts';

const FIELDS =
  'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]';

// What is open on top, or is about to be: whoever types ahead of a dialog means the dialog.
const COVERS = 'dialog[open], :popover-open, [data-covers]';

/** One place hears every key. What is open on top (a dialog, a menu) comes first. */
export function keys(event: KeyboardEvent): void {
  if (event.defaultPrevented || app.standing !== 'in') return;
  const pressed = stroke(event);
  if (!pressed) return;
  const covered = document.querySelector(COVERS);
  if (covered && pressed !== 'Mod+k') return;
  const inField = event.target instanceof Element && event.target.matches(FIELDS);
  if (inField && !worksInFields(pressed)) return;
  // Inside of fields Ctrl+Z belongs to the text; an empty one has none, so it calls back what just
  // happened for as long as that is offered on the screen.
  if (inField && pressed === 'Mod+z' && !(isEmpty(event.target) && app.toasts.offersUndo)) return;
  if (app.commands.press(pressed, inField, Date.now())) event.preventDefault();
}

const isEmpty = (field: EventTarget | null): boolean =>
  (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) && field.value === '';
