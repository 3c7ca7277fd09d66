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
  changed_at: '2026-11-22T14:00:00Z',
});

test.each<Partial<Question>>([
  {},
  { range: '90', by: '', compare: false, where: { kind: 'team', id: 'a-team' } },
  { range: 'own', from: '2026-10-01', to: '2026-10-31', only: { kind: 'hour', value: '9' } },
  { range: '365' },
  { range: 'month', mine: true, only: { kind: 'language', value: 'de' } },
])('what is kept is asked again as it was: %o', (more) => {
  const question = { ...FIRST, ...more };
  const words = kept(question, NOW);
  expect(words && opened(saved(words), FIRST.clock)).toEqual(question);
});

test('days of one’s own stay the same days', () =>
  expect(kept({ ...FIRST, range: 'own', from: '2026-10-01', to: '2026-10-31' }, NOW)).toMatchObject(
    { range: 'fixed', from: '2026-10-01', until: '2026-11-01' },
  ));

test('no range is not kept', () => expect(kept({ ...FIRST, range: 'own' }, NOW)).toBeNull());
