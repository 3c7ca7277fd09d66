import type { Id, MessageEntry } from '../core/types.ts';

/** Something done to a message that a second person looks at. */
export interface Traced {
  id: Id;
  entry: MessageEntry | null;
  conversation_id: Id | null;
  account_id: Id;
}
