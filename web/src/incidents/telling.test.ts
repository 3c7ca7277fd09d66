import { expect, test } from 'vitest';
import { arrival } from './telling.ts';

test('what is on its way has not arrived, and what is stuck is neither', () => {
  expect(arrival(['held', 'queued', 'sending', null, 'sent', 'refused', 'unknown'])).toEqual({
    underWay: 3,
    stuck: 2,
  });
  expect(arrival([null, undefined, 'sent'])).toEqual({ underWay: 0, stuck: 0 });
});
