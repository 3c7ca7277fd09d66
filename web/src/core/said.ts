// A sentence to be said to a person: the key of a message and its values. `core` never makes words.
import type { Messages } from '../i18n/messages';

export type MessageKey = keyof Messages;

/** Those that need no values. */
export type PlainKey = {
  [K in MessageKey]: Messages[K] extends undefined ? K : never;
}[MessageKey];

export interface Said {
  key: MessageKey;
  args?: Record<string, string | number>;
  /** Said instead when nobody wrote words for `key`, which came from the server. */
  otherwise?: MessageKey;
}

export const said = (key: MessageKey, args?: Record<string, string | number>): Said =>
  args ? { key, args } : { key };
