// The first steps in the house: short, to be left at any time, going on where they were left.
import type { Me, Role } from '../core/types.ts';

export const STEPS = ['language', 'you', 'channel', 'invite'] as const;
export type Step = (typeof STEPS)[number];

/** The steps somebody with this role has; connecting and inviting are an admin's. */
export function stepsOf(role: Role): Step[] {
  return STEPS.filter((step) => role === 'admin' || step === 'language' || step === 'you');
}

export const isStep = (text: string | undefined): text is Step =>
  STEPS.some((step) => step === text);

/** Where the welcome goes on; null when it is over or never was. */
export function unfinished(me: Me): Step | null {
  const step = me.settings.welcome;
  return isStep(step) && stepsOf(me.role).includes(step) ? step : null;
}

/** The step that follows; null after the last. */
export function following(step: Step, role: Role): Step | null {
  const steps = stepsOf(role);
  return steps[steps.indexOf(step) + 1] ?? null;
}
