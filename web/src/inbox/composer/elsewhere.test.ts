import { expect, test } from 'vitest';
import type { AccountInfo, MessageEntry, Row } from '../../core/types.ts';
import { goesOn, lost, openTo, otherTalk } from './elsewhere.ts';

const NOON = new Date('2026-11-22T12:00:00Z');
const said = (id: string, more: object = {}): MessageEntry =>
  ({
    type: 'message',
    id,
    at: '2026-11-22T10:00:00Z',
    direction: 'in',
    visibility: 'public',
    account_id: 'page',
    author: { kind: 'customer', customer_id: 'clara' },
    deleted_at: null,
    parent: null,
    delivery: null,
    ...more,
  }) as unknown as MessageEntry;
const gone = (id: string): MessageEntry => said(id, { deleted_at: '2026-11-22T11:00:00Z' });
const page = {
  id: 'page',
  limits: { private_window_seconds: 24 * 3600, private_reply_seconds: 7 * 24 * 3600 },
} as unknown as AccountInfo;

test('what is gone is not answered, and nothing else instead of it', () => {
  const here = said('a');
  expect(lost([here, gone('b')], {}, here)).toBeNull();
  expect(lost([here, gone('b')], { in_reply_to: 'b' }, here)?.id).toBe('b');
  expect(lost([gone('a'), gone('b')], {}, null)?.id).toBe('b');
  expect(lost([], {}, null)).toBeNull();
  expect(openTo([here, gone('b')], null)?.id).toBe('a');
  expect(openTo([here], here)).toBeNull();
});

test('a used-up private answer leads to where the private conversation goes on', () => {
  const comment = said('1');
  const written = said('2', { visibility: 'private' });
  expect(goesOn([comment], comment, page, NOON)).toBeNull();
  expect(goesOn([comment, written], comment, page, NOON)?.id).toBe('2');
  expect(goesOn([comment, written], written, page, NOON)).toBeNull();
  const late = new Date('2026-11-24T12:00:00Z');
  expect(goesOn([comment, written], comment, page, late)).toBeNull();
  const other = said('3', { visibility: 'private', author: { customer_id: 'tom' } });
  expect(goesOn([comment, other], comment, page, NOON)).toBeNull();
});

test('another conversation that was private is found by its account', () => {
  const row = { id: 'r' } as Row;
  const of = (id: string, more: object): Row => ({ id, account_id: 'page', ...more }) as Row;
  const wanted = of('m', { preview_private: true });
  expect(otherTalk([of('r', { preview_private: true }), of('o', {}), wanted], row, page)).toBe(
    wanted,
  );
  expect(otherTalk([of('x', { preview_private: true, account_id: 'y' })], row, page)).toBeNull();
});
