// Letters: whom they reach.
import type { DraftLetter, Mailbox, MessageEntry, Row } from '../core/types.ts';
import { safeName } from '../core/text.ts';

/** As people read it. */
export const mailboxName = (each: Mailbox): string => safeName(each.name ?? '') || each.address;

/** As it is written into a field, and read by the server. */
export function mailboxText({ name, address }: Mailbox): string {
  const plain = safeName(name ?? '');
  if (!plain || plain === address) return address;
  return /[",;<>()@]/.test(plain)
    ? `"${plain.replaceAll('"', '')}" <${address}>`
    : `${plain} <${address}>`;
}

/** Addresses out of a field: apart by comma, semicolon or line, never inside quotes. */
export function addressList(text: string): string[] {
  const found: string[] = [];
  let part = '';
  let quoted = false;
  for (const char of text) {
    if (char === '"') quoted = !quoted;
    if (!quoted && /[,;\n]/.test(char)) {
      found.push(part);
      part = '';
    } else part += char;
  }
  found.push(part);
  return found.map((each) => each.trim()).filter(Boolean);
}

/** Everybody else who got it: whom "answer all" adds. Never ourselves, never the writer. */
export function others(entry: MessageEntry, ours: readonly string[]): Mailbox[] {
  const out = new Set(ours.map((each) => each.replace(/^@/, '').toLowerCase()));
  out.add((entry.author.handle ?? '').toLowerCase());
  const all = [...(entry.letter?.to ?? []), ...(entry.letter?.cc ?? [])];
  return all.filter((each) => {
    const address = each.address.toLowerCase();
    if (out.has(address)) return false;
    out.add(address);
    return true;
  });
}

/** Whom an answer reaches when nobody chose otherwise. */
export const usualLetter = (to: MessageEntry | null, row: Row): DraftLetter => ({
  to: to
    ? [mailboxText({ name: to.author.name, address: to.author.handle ?? '' })]
    : row.customer.platform === 'email' && row.customer.handle
      ? [mailboxText({ name: row.customer.name, address: row.customer.handle })]
      : [],
  cc: [],
  bcc: [],
  subject: to?.subject ?? row.subject ?? '',
});

/** The part of an entered mailbox that decides: `A <b@c>` and `b@c` are the same. */
const bare = (text: string): string => (/<([^<>]*)>\s*$/.exec(text)?.[1] ?? text).toLowerCase();

/** Whether an address looks like one that mail on the internet reaches: "chef@firma" does not. */
export const isWhole = (text: string): boolean =>
  /^[^\s@<>]+@[^\s@<>.]+(?:\.[^\s@<>.]+)+$/.test(bare(text).trim());

/** Those of `people` whom a letter does not reach yet. */
export function missing(letter: DraftLetter, people: readonly Mailbox[]): Mailbox[] {
  const reached = new Set([...letter.to, ...letter.cc, ...letter.bcc].map(bare));
  return people.filter((each) => !reached.has(each.address.toLowerCase()));
}

/** A subject without the marks of answering: "Re: AW: Rechnung" is about "Rechnung". */
export const plainSubject = (subject: string): string =>
  subject.replace(/^\s*(?:(?:re|aw|antw|fwd?|wg)\s*(?:\[\d+\])?\s*:\s*)+/i, '').trim();

export interface Part {
  quoted: boolean;
  text: string;
}

/** A plain text by what is quoted in it, without the marks of quoting (the outer ones). */
export function quotes(text: string): Part[] {
  const parts: Part[] = [];
  for (const line of text.split(/\r?\n/)) {
    const quoted = /^\s?>/.test(line);
    const bare = quoted ? line.replace(/^\s?> ?/, '') : line;
    const last = parts.at(-1);
    if (last?.quoted === quoted) last.text += `\n${bare}`;
    else parts.push({ quoted, text: bare });
  }
  // A part of empty lines only parts what stands apart anyway.
  return parts
    .map((part) => ({ ...part, text: part.text.replace(/^\n+|\n+$/g, '') }))
    .filter((part) => part.text.trim());
}
