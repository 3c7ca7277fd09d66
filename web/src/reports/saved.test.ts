import { expect, test } from 'vitest';
import { FIRST, type Question } from './question.ts';
import { kept, opened } from './saved.ts';
import type { Saved, SavedQuestion } from '../time/types.ts';

const NOW = new Date(2026, 10, 22, 15, 30);
const saved = (question: SavedQuestion): Saved => ({
  id: 'id',
  name: 'Montags',
  team_id: null,
  mine: true,
  question,
  from: question.from ?? '2026-10-25',
  until: question.until ?? '2026-11-22',
});

test.each<Partial<Question>>([
  {},
  { range: '90', by: '', compare: false, where: { kind: 'team', id: 'a-team' } },
  { range: 'own', from: '2026-10-01', to: '2026-10-31', only: { kind: 'hour', value: '9' } },
  { range: 'month', mine: true, only: { kind: 'language', value: 'de' } },
])('what is kept is asked again as it was: %o', (more) => {
  const question = { ...FIRST, ...more };
  const words = kept(question, NOW);
  expect(words && opened(saved(words), FIRST.clock)).toEqual(question);
});

test('a year is kept by its days', () => {
  const words = kept({ ...FIRST, range: '365' }, NOW);
  expect(words).toMatchObject({ range: 'fixed', from: '2025-11-22', until: '2026-11-22' });
  expect(words && opened(saved(words), FIRST.clock)).toMatchObject({
    range: 'own',
    from: '2025-11-22',
    to: '2026-11-21',
  });
});

test('no range is not kept', () => expect(kept({ ...FIRST, range: 'own' }, NOW)).toBeNull());
