// Which dialog about a matter is open, and for which conversation.
import type { Id } from '../core/types.ts';
import type { Resolving } from './types.ts';

export type Matter =
  | { kind: 'contact' | 'consult'; conversation: Id }
  | { kind: 'resolve'; conversation: Id; open: Resolving; go: () => Promise<void> };

class Matters {
  open = $state.raw<Matter | null>(null);
  /** The server is asked what would stay open: whoever types on means the answer. */
  asking = $state(false);
  /** Whether something would stay open in a matter; `null`: not known here. */
  leaves: (id: Id) => boolean | null = () => null;
}

export const matters = new Matters();
