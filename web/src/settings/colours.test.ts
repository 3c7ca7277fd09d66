import { expect, it } from 'vitest';
import { contrast, SWATCHES } from './colours.ts';

/** What labels stand on: both themes' surfaces, and what is raised or chosen. */
const GROUNDS = ['#ffffff', '#f0f1ee', '#e0f0ed', '#181b1b', '#212626', '#14302d'];

it.each(SWATCHES.map((each) => each.colour))('%s is seen on every ground', (colour) => {
  for (const ground of GROUNDS) expect(contrast(colour, ground), ground).toBeGreaterThanOrEqual(3);
});
it('measures as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
});
