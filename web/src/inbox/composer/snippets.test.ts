import { expect, it } from 'vitest';
import { asked, expand, fitting } from './snippets.ts';
import type { Snippet } from '../../core/types.ts';

it.each([
  ['/', ''],
  ['/dan', 'dan'],
  ['Guten Tag /rück sen', 'rück sen'],
  ['Zeile\n/dan', 'dan'],
  ['https://example.org', undefined],
  ['und/oder', undefined],
  ['24/7', undefined],
  ['', undefined],
])('%s asks for %s', (text, words) => expect(asked(text, text.length)).toBe(words));

const make = (name: string, text: string): Snippet => ({
  id: name,
  team_id: null,
  name,
  text,
  changed_at: '2026-01-01T00:00:00Z',
});

it('finds by name first, then by words, however they are spelled', () => {
  const all = [make('Dank', 'Vielen Dank!'), make('Störung', 'Wir danken für die Geduld.')];
  expect(fitting(all, '').map((each) => each.name)).toEqual(['Dank', 'Störung']);
  expect(fitting(all, 'stoer').map((each) => each.name)).toEqual(['Störung']);
  expect(fitting(all, 'dank').map((each) => each.name)).toEqual(['Dank', 'Störung']);
  expect(fitting(all, 'nichts')).toEqual([]);
});

it('puts names in the place of variables', () => {
  expect(expand('Hallo {customer}, hier ist {agent}. {customer}!', 'Clara\u202e', 'Jonas')).toBe(
    'Hallo Clara, hier ist Jonas. Clara!',
  );
});
