// Where the lines of an axis stand. Pure.
const STEPS = [
  1, 5, 10, 30, 60, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400, 172_800,
  345_600, 604_800,
];

/** Round spans of seconds up to at least `most`, three or four of them. */
export function spanTicks(most: number): number[] {
  const step = STEPS.find((each) => most / each <= 4) ?? Math.ceil(most / 4 / 604_800) * 604_800;
  return ticks(most, step);
}

/** Round numbers up to at least `most`. */
export function countTicks(most: number): number[] {
  const rough = Math.max(1, most / 4);
  const ten = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((each) => each * ten).find((each) => each >= rough) ?? 10 * ten;
  return ticks(most, step);
}

const ticks = (most: number, step: number): number[] =>
  Array.from({ length: Math.max(1, Math.ceil(most / step)) }, (_, i) => (i + 1) * step);

/** Every how many-th label has room. */
export const everyNth = (labels: number, room: number, each: number): number =>
  Math.max(1, Math.ceil((labels * each) / Math.max(room, 1)));
