// The colours a label may have: dark enough to be seen on white, light enough on black.
import type { PlainKey } from '../core/said.ts';

export interface Swatch {
  colour: string;
  name: PlainKey;
}

export const SWATCHES: readonly Swatch[] = [
  { colour: '#0f8276', name: 'colour-teal' },
  { colour: '#2f8a3c', name: 'colour-green' },
  { colour: '#7d7f12', name: 'colour-olive' },
  { colour: '#b26a00', name: 'colour-amber' },
  { colour: '#cf5413', name: 'colour-orange' },
  { colour: '#d63f45', name: 'colour-red' },
  { colour: '#c9428b', name: 'colour-pink' },
  { colour: '#8f5bd6', name: 'colour-violet' },
  { colour: '#3f74d8', name: 'colour-blue' },
  { colour: '#6b7775', name: 'colour-grey' },
];

export const FIRST_COLOUR = '#0f8276';

/** Relative luminance after WCAG 2. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** How well one is seen on the other: 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
