import { describe, expect, it } from 'vitest';
import type { TargetBody } from '../../time/types.ts';
import { placed } from './order.ts';

const target = (name: string, more: Partial<TargetBody> = {}): TargetBody =>
  ({
    name,
    accounts: [],
    teams: [],
    priorities: [],
    languages: [],
    labels: [],
    customer_labels: [],
    ...more,
  }) as unknown as TargetBody;

describe('where a new target goes', () => {
  const mail = target('mail', { accounts: ['m'] });
  const all = target('all');
  const urgent = target('urgent', { priorities: ['urgent'] });
  const names = (targets: TargetBody[]): string[] => targets.map((each) => each.name);

  it('is above what is for everything, and last otherwise', () => {
    expect(names(placed([mail, all], urgent))).toEqual(['mail', 'urgent', 'all']);
    expect(names(placed([mail], urgent))).toEqual(['mail', 'urgent']);
    expect(names(placed([all, mail], urgent))).toEqual(['all', 'mail', 'urgent']);
    expect(names(placed([], all))).toEqual(['all']);
    expect(names(placed([mail, all], target('more')))).toEqual(['mail', 'all', 'more']);
  });
});
