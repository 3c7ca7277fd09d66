// How an incident grew: how many wrote in each stretch of its time. Pure.

const MINUTE = 60_000;
/** Stretches that people count in. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440].map((each) => each * MINUTE);
const MOST = 16;

export interface Stretch {
  from: Date;
  until: Date;
  count: number;
}

/** At most 16 equal stretches from the first to the last, those without anybody too. */
export function growth(times: readonly string[]): Stretch[] {
  const at = times.map((each) => Date.parse(each)).toSorted((a, b) => a - b);
  const [first, last] = [at.at(0), at.at(-1)];
  if (first === undefined || last === undefined) return [];
  const step = STEPS.find((each) => (last - first) / each < MOST - 1) ?? 7 * 1440 * MINUTE;
  const start = Math.floor(first / step) * step;
  const all: Stretch[] = [];
  for (let from = start; from <= last; from += step)
    all.push({
      from: new Date(from),
      until: new Date(from + step),
      count: at.filter((each) => each >= from && each < from + step).length,
    });
  return all;
}
