import { expect, test } from 'vitest';
import { begun, keep, keyOf } from './kept.ts';

function store() {
  const all = new Map<string, string>();
  return {
    all,
    getItem: (key: string) => all.get(key) ?? null,
    setItem: (key: string, value: string) => void all.set(key, value),
    removeItem: (key: string) => void all.delete(key),
  };
}

test('what was begun is there again, and gone once nothing of it is left', () => {
  const kept = store();
  const key = keyOf('anna', 'incident', 'text');
  keep(kept, key, { typed: 'Wir arbeiten daran.', own: { a: 'Kurz.' }, ticked: ['a'] });
  expect(begun(kept, key)).toEqual({
    typed: 'Wir arbeiten daran.',
    own: { a: 'Kurz.' },
    ticked: ['a'],
  });
  expect(begun(kept, keyOf('anna', 'incident', 'over')).typed).toBe(null);
  keep(kept, key, { typed: null, own: {}, ticked: null });
  expect(kept.all.size).toBe(0);
});

test('what cannot be read is nothing', () => {
  const kept = store();
  kept.setItem('x', '{');
  expect(begun(kept, 'x')).toEqual({ typed: null, own: {}, ticked: null });
});
