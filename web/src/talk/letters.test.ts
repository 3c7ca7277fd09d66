import { describe, expect, it } from 'vitest';
import type { MessageEntry } from '../core/types.ts';
import { addressList, mailboxText, others } from './letters.ts';

describe('addresses', () => {
  it('come apart as people write them', () => {
    expect(addressList('a@b.de, "Ostermann, Kim" <kim@x.de>;c@d.de\n')).toEqual([
      'a@b.de',
      '"Ostermann, Kim" <kim@x.de>',
      'c@d.de',
    ]);
    expect(addressList(' , ')).toEqual([]);
  });
  it('are written so that they come apart again', () => {
    const box = { name: 'Ostermann, "Kim"', address: 'kim@x.de' };
    expect(
      addressList(`${mailboxText(box)}, ${mailboxText({ name: null, address: 'a@b.de' })}`),
    ).toEqual(['"Ostermann, Kim" <kim@x.de>', 'a@b.de']);
    expect(mailboxText({ name: 'Kim', address: 'kim@x.de' })).toBe('Kim <kim@x.de>');
  });
});

describe('answering all', () => {
  it('leaves out us and the writer, and names nobody twice', () => {
    const box = (address: string) => ({ name: null, address });
    const entry = {
      author: { handle: 'kim@x.de' },
      letter: {
        to: [box('Hilfe@wir.de'), box('lee@x.de')],
        cc: [box('lee@x.de'), box('kim@x.de')],
      },
    } as unknown as MessageEntry;
    expect(others(entry, ['hilfe@wir.de'])).toEqual([box('lee@x.de')]);
  });
});
