import { expect, test } from 'vitest';
import type { Entry, MessageEntry, Row } from '../../core/types.ts';
import { answered, ours } from './answering.ts';

const said = (id: string, more: object = {}): MessageEntry =>
  ({
    type: 'message',
    id,
    direction: 'in',
    addressed: true,
    deleted_at: null,
    author: { kind: 'customer' },
    letter: null,
    ...more,
  }) as unknown as MessageEntry;
const row = { unanswered: 0 } as Row;
const bounce = said('bounce', { author: { kind: 'bystander' }, letter: { automatic: 'bounce' } });
const ofOurs = said('ours', { direction: 'out', author: { kind: 'agent' } });

test('the post is answered only when somebody points at it', () => {
  const entries: Entry[] = [ofOurs, bounce];
  expect(answered(entries, row, {})).toBeNull();
  expect(answered(entries, row, { in_reply_to: 'bounce' })?.id).toBe('bounce');
  expect(ours(entries)?.id).toBe('ours');
  expect(answered([said('a'), ...entries], row, {})?.id).toBe('a');
});
