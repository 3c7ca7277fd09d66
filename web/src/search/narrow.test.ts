import { describe, expect, it } from 'vitest';
import { conditions, narrowed, read, WIDE, written, type Narrow } from './narrow.ts';

const now = new Date(2026, 10, 22, 9, 30);
const local = (...of: [number, number, number]): string => new Date(...of).toISOString();

describe('what a search is narrowed down to', () => {
  it('survives the address', () => {
    for (const narrow of [
      WIDE,
      { ...WIDE, accounts: ['a', 'b'], span: '7' } as Narrow,
      { ...WIDE, from: '2026-11-01', to: '2026-11-09' },
      { ...WIDE, to: '2026-11-09' },
    ]) {
      expect(read(new URLSearchParams(written(narrow)))).toEqual(narrow);
    }
    expect(narrowed(WIDE)).toBe(false);
  });
  it('takes nothing strange from the address', () => {
    const odd = new URLSearchParams('when=ever&from=2026-02-31&to=x&q=Netz');
    expect(read(odd)).toEqual(WIDE);
    expect(read(new URLSearchParams('when=7&from=2026-11-01')).from).toBe('');
  });
  it('begins days where who asks is', () => {
    const since = (span: Narrow['span']): string | undefined =>
      conditions({ ...WIDE, span }, now).since;
    expect(since('today')).toBe(local(2026, 10, 22));
    expect(since('7')).toBe(local(2026, 10, 16));
    expect(since('30')).toBe(local(2026, 9, 24));
    expect(since('year')).toBe(local(2026, 0, 1));
    expect(conditions(WIDE, now)).toEqual({});
  });
  it('takes the last day whole', () => {
    const found = conditions({ ...WIDE, from: '2026-11-30', to: '2026-11-30' }, now);
    expect(found).toEqual({ since: local(2026, 10, 30), until: local(2026, 11, 1) });
  });
});
