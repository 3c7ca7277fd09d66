import type { Api } from './api.ts';
import type { Sim } from './sim.ts';

export const HOUR = 3600;

/** Seconds go by on both clocks: the installation's and the platforms'. */
export async function later(seconds: number, api: Api, sim: Sim): Promise<void> {
  for (const clock of [sim, api]) await clock.advance(seconds);
}
