import { describe, expect, test } from 'vitest';
import type { AccountInfo } from '../core/types.ts';
import type { Announceable, Announcement } from '../notice/types.ts';
import { asSaid, costOf, everythingSaid, isLong, proposed, sizeOf, whoCan } from './announcing.ts';

const account = (id: string, more: object = {}): AccountInfo =>
  ({
    id,
    name: 'Nordlicht',
    status: 'connected',
    settings: { signature: '^{name}' },
    capabilities: { letters: false },
    limits: {
      max_length: 20,
      counting: { url_length: 23, mentions: 'whole', weighted: false },
      prices: null,
    },
    ...more,
  }) as unknown as AccountInfo;
const said = (what: string, state: string): Announcement =>
  ({ id: `${what} ${state}`, what, state, text: '' }) as Announcement;
const one = (account_id: string, ...all: Announcement[]): Announceable => ({
  account_id,
  text: '',
  over: '',
  said: all,
});

describe('what is said before everyone', () => {
  test('is counted as it will stand there, with its signature', () => {
    const text = asSaid(' Alles steht still ', account('a'), 'Anna');
    expect(text).toBe('Alles steht still ^Anna');
    expect(sizeOf(text, account('a'))).toEqual({ length: 23, limit: 20 });
    expect(isLong(text, account('a'))).toBe(true);
    expect(isLong('Alles steht still', account('a'))).toBe(false);
    expect(isLong(text, account('a', { limits: null }))).toBe(false);
  });

  test('costs what the platform charges, more with a link', () => {
    const { limits } = account('a');
    const prices = { reply: 10_000, reply_with_link: 200_000, private: 15_000 };
    const dear = account('a', { limits: { ...limits, prices } });
    expect(costOf('Ruhig', dear)).toBe(10_000);
    expect(costOf('Mehr: https://nordlicht.example', dear)).toBe(200_000);
    expect(costOf('Ruhig', account('a'))).toBe(0);
  });

  test('is offered to who is connected and did not say it', () => {
    const all = [one('a', said('text', 'sent')), one('b'), one('c'), one('gone')];
    const of = (id: string) =>
      id === 'gone' ? undefined : account(id, id === 'c' ? { status: 'paused' } : {});
    expect(whoCan(all, 'text', of).map((each) => each.id)).toEqual(['b']);
    expect(whoCan(all, 'over', of).map((each) => each.id)).toEqual(['a', 'b']);
  });

  test('is over for those who said that it began', () => {
    const all = [one('a', said('text', 'sent')), one('b', said('text', 'refused')), one('c')];
    expect(proposed(all, 'over')).toEqual(['a']);
    expect(proposed(all, 'text')).toEqual([]);
  });

  test('shows first what waits for a person', () => {
    const all = [
      one('a', said('text', 'sent'), said('over', 'unknown')),
      one('b', said('text', 'held'), said('over', 'refused')),
    ];
    expect(everythingSaid(all).map((each) => each.one.state)).toEqual([
      'unknown',
      'refused',
      'held',
      'sent',
    ]);
  });
});
