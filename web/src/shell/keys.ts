import { app } from '../app.svelte.ts';
import { stroke, worksInFields } from '../core/keymap.ts';

const FIELDS =
  'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]';

/** One place hears every key. What is open on top (a dialog, a menu) comes first. */
export function keys(event: KeyboardEvent): void {
  if (event.defaultPrevented || app.standing !== 'in') return;
  const pressed = stroke(event);
  if (!pressed) return;
  const covered = document.querySelector('dialog[open], :popover-open');
  if (covered && pressed !== 'Mod+k') return;
  const inField = event.target instanceof Element && event.target.matches(FIELDS);
  if (inField && !worksInFields(pressed)) return;
  // Outside of fields Ctrl+Z is ours; inside it belongs to the text.
  if (inField && pressed === 'Mod+z') return;
  if (app.commands.press(pressed, inField, Date.now())) event.preventDefault();
}
