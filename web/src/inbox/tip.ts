import { app, track } from '$app';

/** What a button does, with the key that does the same. */
export function tip(id: string, text: string): string {
  const commands = track(app.commands);
  const command = commands.available().find((each) => each.id === id);
  const keys = command ? commands.keysOf(command)[0] : undefined;
  return keys ? `${text} (${keys.toUpperCase()})` : text;
}
