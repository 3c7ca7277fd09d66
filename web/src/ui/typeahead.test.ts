import { expect, test } from 'vitest';
import { TypeAhead } from './typeahead.ts';

const labels = ['Auf Kundschaft warten', 'Zuteilen', 'Label', 'Betreff', 'Österreich'];

test('letters typed together name what begins with all of them', () => {
  const typing = new TypeAhead();
  expect(typing.find('l', labels, 1000)).toBe(2);
  expect(typing.find('a', labels, 1200)).toBe(2);
  expect(typing.find('b', labels, 1400)).toBe(2);
});

test('after a pause another word begins', () => {
  const typing = new TypeAhead();
  typing.find('l', labels, 1000);
  expect(typing.find('a', labels, 1600)).toBe(0);
});

test('what nothing begins with names nothing, and signs do not matter', () => {
  const typing = new TypeAhead();
  expect(typing.find('x', labels, 1000)).toBe(-1);
  expect(typing.find('O', labels, 2000)).toBe(4);
});
