import { describe, expect, it } from 'vitest';
import type { MessageEntry } from '../core/types.ts';
import {
  addressList,
  isWhole,
  mailboxText,
  missing,
  others,
  plainSubject,
  quotes,
} from './letters.ts';

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

describe('an address that mail on the internet does not reach', () => {
  it.each(['chef@firma', 'chef', 'chef@firma.', 'a b@c.de', '@firma.de'])('%s', (each) => {
    expect(isWhole(each)).toBe(false);
  });
  it.each(['chef@firma.de', 'Chef <chef@mail.firma.de>', '"A, B" <ü@müller.example>'])(
    'is not %s',
    (each) => expect(isWhole(each)).toBe(true),
  );
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
  it('offers those who are not reached yet, however they are written', () => {
    const people = ['a@x.de', 'b@x.de', 'c@x.de'].map((address) => ({ name: 'Z', address }));
    const letter = { to: ['Anna <A@x.de>'], cc: ['b@x.de'], bcc: [], subject: '' };
    expect(missing(letter, people).map((each) => each.address)).toEqual(['c@x.de']);
  });
});

describe('what a letter shows', () => {
  it('is about the same, however often it was answered', () => {
    expect(plainSubject('Re: AW: Fwd: Rechnung')).toBe('Rechnung');
    expect(plainSubject('RE[2]: Rechnung: Re: x')).toBe('Rechnung: Re: x');
    expect(plainSubject('Reklamation')).toBe('Reklamation');
  });
  it('tells what is quoted from what is said', () => {
    expect(quotes('Nein.\n\nAm Montag schrieb er:\n> Ja.\n>\n>> Oder?\r\nGruß')).toEqual([
      { quoted: false, text: 'Nein.\n\nAm Montag schrieb er:' },
      { quoted: true, text: 'Ja.\n\n> Oder?' },
      { quoted: false, text: 'Gruß' },
    ]);
  });
});
