// Kept apart from the emojis themselves: those are loaded only when somebody looks for one.

/** The text with the sign where the caret stood, and where the caret stands then. */
export function insertAt(
  text: string,
  sign: string,
  from: number,
  to: number,
): { text: string; caret: number } {
  return { text: text.slice(0, from) + sign + text.slice(to), caret: from + sign.length };
}
