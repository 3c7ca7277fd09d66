import { expect, test } from 'vitest';
import type { Entry, Row } from '../core/types.ts';
import { onlyThanks, soundsLikeThanks } from './thanks.ts';

test('thanks with a few words more sound like thanks', () => {
  for (const text of [
    'Techniker war da, alles läuft. Danke, Jonas!',
    'Läuft seit einer Stunde. Danke!',
    '@nordlicht_hilft connected! Thanks for making it quick',
    'Kurzes Lob an die Nachtschicht: Datenpaket in drei Minuten.',
  ])
    expect(soundsLikeThanks(text), text).toBe(true);
});

test('who asks, wants or still misses something waits for an answer', () => {
  for (const text of [
    'Danke! Und wann kommt das Gerät?',
    'Prima, bitte schicken Sie mir die Rechnung.',
    'Danke, aber es geht noch nicht.',
    'Thanks, but it is not working',
    'Der Router blinkt rot.',
    `Danke ${'sehr '.repeat(40)}`,
  ])
    expect(soundsLikeThanks(text), text).toBe(false);
});

const message = (text: string, more = {}): Entry =>
  ({ type: 'message', direction: 'in', text, attachments: [], ...more }) as unknown as Entry;
const row = (more: Partial<Row> = {}): Row =>
  ({ waiting_since: '2026-11-18T10:00:00Z', unanswered: 1, status: 'open', ...more }) as Row;

test('everything that waits must sound so', () => {
  const [asks, thanks] = [message('Wo bleibt es?'), message('Hat geklappt, danke!')];
  expect(onlyThanks([asks, thanks], row())).toBe(true);
  expect(onlyThanks([asks, thanks], row({ unanswered: 2 }))).toBe(false);
  expect(onlyThanks([thanks], row({ waiting_since: null }))).toBe(false);
  expect(onlyThanks([message('Danke!', { attachments: [{}] })], row())).toBe(false);
});
