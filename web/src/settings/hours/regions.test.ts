import { expect, test } from 'vitest';
import { byName } from './regions.ts';

test('places stand in the order of their names, each country with its parts', () => {
  expect(byName(['DE-BB', 'AT', 'DE-BY', 'DE-HB', 'DE', 'DE-BE'], 'de')).toEqual([
    'DE',
    'DE-BY',
    'DE-BE',
    'DE-BB',
    'DE-HB',
    'AT',
  ]);
});
