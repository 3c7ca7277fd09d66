import { expect, test } from 'vitest';
import type { AccountInfo, Entry, MessageEntry } from '../../core/types.ts';
import { isShut, privately } from './privately.ts';

const HOUR = 3_600_000;
const start = Date.parse('2026-11-22T10:00:00Z');
const at = (hours: number): Date => new Date(start + hours * HOUR);

const said = (id: string, hours: number, more: object = {}): MessageEntry =>
  ({
    type: 'message',
    id,
    at: at(hours).toISOString(),
    direction: 'in',
    visibility: 'private',
    account_id: 'page',
    author: { customer_id: 'clara' },
    parent: null,
    delivery: null,
    ...more,
  }) as unknown as MessageEntry;
const account = (windows: object): AccountInfo => ({ limits: windows }) as unknown as AccountInfo;
const page = account({ private_window_seconds: 24 * 3600, private_reply_seconds: 7 * 24 * 3600 });
const stand = (entries: Entry[], to: MessageEntry, hours: number, on = page): string =>
  privately(entries, to, on, at(hours)).kind;

test('a private message is answered within the window since their last one', () => {
  const first = said('1', 0);
  const second = said('2', 20);
  expect(stand([first], first, 23.9)).toBe('until');
  expect(stand([first], first, 24)).toBe('over');
  expect(stand([first, second], first, 43)).toBe('until');
  // Ours, what they said in public, and what others wrote change nothing.
  const ours = said('3', 30, { direction: 'out' });
  const open = said('4', 31, { visibility: 'public' });
  const other = said('5', 32, { author: { customer_id: 'tom' } });
  expect(stand([first, ours, open, other], first, 33)).toBe('over');
});

test('a comment is answered in private once, for seven days', () => {
  const comment = said('1', 0, { visibility: 'public' });
  const answer = (state: string): MessageEntry =>
    said('2', 1, { direction: 'out', parent: { id: '1' }, delivery: { state } });
  expect(stand([comment], comment, 7 * 24 - 1)).toBe('once');
  expect(stand([comment], comment, 7 * 24)).toBe('once-over');
  expect(stand([comment, answer('sent')], comment, 2)).toBe('once-used');
  expect(stand([comment, answer('held')], comment, 2)).toBe('once-used');
  expect(stand([comment, answer('refused')], comment, 2)).toBe('once');
  const open = said('3', 1, { direction: 'out', visibility: 'public', parent: { id: '1' } });
  expect(stand([comment, open], comment, 2)).toBe('once');
});

test('where the platform says nothing, it is always possible', () => {
  const none = account({ private_window_seconds: null, private_reply_seconds: null });
  const first = said('1', 0);
  expect(stand([first], first, 9999, none)).toBe('free');
  expect(isShut(privately([first], first, none, at(1)))).toBe(false);
  expect(isShut(privately([first], first, page, at(25)))).toBe(true);
});
