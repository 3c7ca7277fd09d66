import { describe, expect, it } from 'vitest';
import { byKind, share } from './spent.ts';

const line = (day: string, kind: string, count: number, micros: number) => ({
  day,
  kind,
  count,
  micros,
});

describe('what was spent', () => {
  it('is summed by kind over this month alone, the dearest first', () => {
    const lines = [
      line('2026-10-31', 'people', 9, 90_000),
      line('2026-11-01', 'mentions', 5, 5_000),
      line('2026-11-02', 'people', 2, 20_000),
      line('2026-11-22', 'mentions', 7, 7_000),
      line('2026-11-22', 'set_aside', 0, 0),
    ];
    expect(byKind(lines, '2026-11-22T10:00:00Z')).toEqual([
      { kind: 'people', count: 2, micros: 20_000 },
      { kind: 'mentions', count: 12, micros: 12_000 },
    ]);
  });
  it('counts months as the budget does, in UTC', () => {
    const lines = [line('2026-11-30', 'people', 1, 10_000)];
    expect(byKind(lines, '2026-12-01T00:30:00+01:00')).toHaveLength(1);
    expect(byKind(lines, '2026-12-01T00:30:00Z')).toEqual([]);
  });
  it('is no share of a budget that is none', () => {
    expect(share(5, 0)).toBeNull();
    expect(share(50, 200)).toBe(0.25);
  });
});
