// Letters: whom they reach.
import type { Mailbox, MessageEntry } from '../core/types.ts';
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
