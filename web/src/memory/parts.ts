// The parts of a case card, in the order in which it is read.
import type { Line, Part, Pledge } from './types.ts';

export const PARTS: readonly Part[] = [
  'about', 'since', 'tried_by_them', 'tried_by_us', 'needed_by', 'demand', 'open',
]; // prettier-ignore

/** More than that is folded until somebody asks. */
export const MANY = 14;

export const size = (lines: readonly Line[], promises: readonly Pledge[]): number =>
  lines.length + promises.length;

/** Since when, as they said it, without the word that the line before it has. */
export const sinceWhen = (said: string): string => said.replace(/^(seit|since)\s+/iu, '');
