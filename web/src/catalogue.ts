// Every command there is, also those whose screen is not open: what the settings list.
import { app } from '$app';
import type { Command } from './core/commands.ts';
import { inboxCommands } from './inbox/commands.ts';

export function catalogue(): Command[] {
  // Offering them once is enough to know them.
  inboxCommands()();
  return [...app.commands.known.values()];
}
