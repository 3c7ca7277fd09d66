// How far it is with what each was told. Pure.
import type { DeliveryState } from '../notice/types.ts';

export interface Arrival {
  /** Written, and not said by the platform to be there. */
  underWay: number;
  /** A person must look: it was refused, or nobody knows. */
  stuck: number;
}

/** `null` stands for what has arrived. */
export function arrival(told: readonly (DeliveryState | null | undefined)[]): Arrival {
  const count = (...states: DeliveryState[]): number =>
    told.filter((each) => each && states.includes(each)).length;
  return { underWay: count('held', 'queued', 'sending'), stuck: count('refused', 'unknown') };
}
