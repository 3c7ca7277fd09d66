// The first target that fits decides: one for everything hides whatever stands below it.
import type { TargetBody } from '../../time/types.ts';

const CONDITIONS = [
  'accounts',
  'teams',
  'priorities',
  'languages',
  'labels',
  'customer_labels',
] as const;

const isForAll = (target: TargetBody): boolean =>
  CONDITIONS.every((each) => target[each].length === 0);

/** A new target last, but above those for everything at the end: it would never be asked there. */
export function placed(targets: readonly TargetBody[], target: TargetBody): TargetBody[] {
  let at = targets.length;
  while (!isForAll(target)) {
    const above = targets[at - 1];
    if (!above || !isForAll(above)) break;
    at -= 1;
  }
  return targets.toSpliced(at, 0, target);
}
