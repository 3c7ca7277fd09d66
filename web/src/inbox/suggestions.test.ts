import { expect, test } from 'vitest';
import { refuse, refused } from './suggestions.ts';

function store(first: string | null = null) {
  let value = first;
  return {
    getItem: () => value,
    setItem: (_key: string, next: string) => (value = next),
  };
}

test('what is not the same stays so, and only that', () => {
  const kept = store();
  expect(refused(kept, 'a', 'b')).toBe(false);
  refuse(kept, 'a', 'b');
  refuse(kept, 'a', 'b');
  expect(refused(kept, 'a', 'b')).toBe(true);
  expect(refused(kept, 'b', 'a')).toBe(false);
  for (let n = 0; n < 400; n += 1) refuse(kept, `${n}`, 'x');
  expect(refused(kept, 'a', 'b')).toBe(false);
  expect(refused(kept, '399', 'x')).toBe(true);
});

test('what is broken is as good as nothing', () => {
  for (const broken of ['{', '{}', 'null', '[1, null]'])
    expect(refused(store(broken), 'a', 'b')).toBe(false);
});
