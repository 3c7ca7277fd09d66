import { describe, expect, it } from 'vitest';
import type { LiveEvent } from '../core/types.ts';
import { isQuiet, worthTelling, type Around } from './telling.ts';

const around: Around = { me: 'me', settings: {}, watched: null, now: new Date(2026, 10, 21, 12) };

function event(kind: string, more: object): LiveEvent {
  const actor = { kind: 'customer', agent_id: null };
  return {
    seq: 1,
    at: '',
    actor,
    conversation_id: 'c',
    customer_id: null,
    kind,
    entry: null,
    row: null,
    ...more,
  } as unknown as LiveEvent;
}
const message = { type: 'message', direction: 'in' };
const row = (assignee_id: string | null) => ({ assignee_id, status: 'open' });

describe('what is worth telling', () => {
  it.each([
    [
      'a message in a matter of mine',
      event('message_received', { entry: message, row: row('me') }),
      'assigned',
    ],
    [
      'a message in somebody else’s',
      event('message_received', { entry: message, row: row('jo') }),
      null,
    ],
    [
      'a message nobody has, by default',
      event('message_received', { entry: message, row: row(null) }),
      null,
    ],
    ['given to me', event('assigned', { row: row('me') }), 'assigned'],
    [
      'named in a note',
      event('note_added', { entry: { type: 'note', mentions: ['me'] }, row: row('jo') }),
      'mentioned',
    ],
    [
      'my own doing',
      event('assigned', { row: row('me'), actor: { kind: 'agent', agent_id: 'me' } }),
      null,
    ],
    ['a change of status', event('status_changed', { row: row('me') }), null],
  ])('%s', (_, told, kind) => {
    expect(worthTelling(told, around)?.kind ?? null).toBe(kind);
  });
  it('says nothing of what is looked at', () => {
    const told = event('message_received', { entry: message, row: row('me') });
    expect(worthTelling(told, { ...around, watched: 'c' })).toBeNull();
  });
  it('follows what somebody chose', () => {
    const told = event('message_received', { entry: message, row: row(null) });
    expect(worthTelling(told, { ...around, settings: { tell: { unassigned: true } } })?.kind).toBe(
      'unassigned',
    );
  });
});

describe('quiet hours', () => {
  const at = (hours: number, minutes = 0) => new Date(2026, 10, 21, hours, minutes);
  it.each([
    [{ from: '18:00', to: '08:00' }, at(23), true],
    [{ from: '18:00', to: '08:00' }, at(7, 59), true],
    [{ from: '18:00', to: '08:00' }, at(8), false],
    [{ from: '12:00', to: '13:00' }, at(12, 30), true],
    [{ from: '12:00', to: '12:00' }, at(12), false],
    [null, at(3), false],
  ])('%j at %s', (quiet, now, expected) => expect(isQuiet(quiet, now)).toBe(expected));
});
