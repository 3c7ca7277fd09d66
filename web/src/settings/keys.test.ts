import { describe, expect, it } from 'vitest';
import { conflict, further, type Keyed } from './keys.ts';

const keyed = (id: string, ...keys: string[]): Keyed => ({ id, original: keys, keys });
const all = [
  keyed('resolve', 'e'),
  keyed('reopen', 'e'),
  keyed('go', 'g i'),
  keyed('next', 'j'),
  keyed('send', 'Mod+Enter'),
];

describe('keys that may be chosen', () => {
  it.each([
    ['resolve', 'y', null],
    ['resolve', 'e', null],
    ['reopen', 'e', null],
    ['resolve', 'j', { kind: 'taken', by: 'next' }],
    ['resolve', 'g', { kind: 'begins', by: 'go' }],
    ['resolve', 'j k', { kind: 'begins', by: 'next' }],
    ['resolve', 'g x', null],
    ['resolve', 'Mod+w', { kind: 'browser' }],
    ['resolve', 'Mod+Enter', { kind: 'taken', by: 'send' }],
  ])('%s by %s', (id, keys, expected) => expect(conflict(all, id, keys)).toEqual(expected));
});

it.each([
  ['', 'g', 'g'],
  ['g', 'i', 'g i'],
  ['g i', 'm', 'm'],
  ['Mod+k', 'i', 'i'],
  ['g', 'Mod+k', 'Mod+k'],
  ['g', 'F6', 'F6'],
])('%s then %s', (before, pressed, keys) => expect(further(before, pressed)).toBe(keys));
