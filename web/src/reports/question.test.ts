import { describe, expect, test } from 'vitest';
import { days, FIRST, fitting, query, read, write, type Question } from './question.ts';

const NOW = new Date(2026, 10, 22, 15, 30);
const asked = (more: Partial<Question>): Question => ({ ...FIRST, ...more });

describe('an address', () => {
  test('that says nothing asks what is asked at first', () => {
    expect(read(new URLSearchParams())).toEqual(FIRST);
    expect(write(FIRST)).toBe('');
  });
  test('gives back whatever was asked', () => {
    const question = asked({
      metric: 'reopened',
      range: 'own',
      from: '2026-10-01',
      to: '2026-10-31',
      by: '',
      clock: 'elapsed_received',
      compare: false,
      mine: true,
      where: { kind: 'team', id: 'a-team' },
      only: { kind: 'weekday', value: '1' },
    });
    expect(read(new URLSearchParams(write(question)))).toEqual(question);
  });
  test('may ask by rules, and about one', () => {
    const question = asked({ by: 'rule', only: null });
    expect(write(question)).toBe('by=rule');
    const one = asked({ only: { kind: 'rule', value: 'r' } });
    expect(read(new URLSearchParams(write(one)))).toEqual(one);
    expect(query(one, NOW)).toMatchObject({ rule: 'r' });
    expect(fitting(one)).not.toContain('rule');
  });
  test('that is nonsense asks what is asked at first', () => {
    const search = new URLSearchParams('metric=luck&range=12&from=yesterday&by=agent&clock=sand');
    expect(read(search)).toEqual(FIRST);
  });
});

describe('days', () => {
  test.each([
    ['7', { from: '2026-11-15', until: '2026-11-22' }],
    ['28', { from: '2026-10-25', until: '2026-11-22' }],
    ['month', { from: '2026-10-01', until: '2026-11-01' }],
  ] as const)('of the range %s', (range, found) =>
    expect(days(asked({ range }), NOW)).toEqual(found),
  );
  test('of one’s own end with the last one', () =>
    expect(days(asked({ range: 'own', from: '2026-02-01', to: '2026-02-28' }), NOW)).toEqual({
      from: '2026-02-01',
      until: '2026-03-01',
    }));
  test('that end before they begin are none', () =>
    expect(query(asked({ range: 'own', from: '2026-02-02', to: '2026-02-01' }), NOW)).toBeNull());
});

describe('beside an account', () => {
  const where = { kind: 'account', id: 'x' } as const;
  test('one thing more may be told apart, but no team', () => {
    expect(fitting(asked({ where }))).toContain('hour');
    expect(fitting(asked({ where }))).not.toContain('team');
  });
  test('and one thing more only time may be', () =>
    expect(fitting(asked({ where, only: { kind: 'hour', value: '9' } }))).toEqual([
      'day',
      'week',
      'month',
    ]));
});
