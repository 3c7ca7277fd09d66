// Which facts stand in the pane, and in which order: what identifies first, what tells last.
import type { Fact } from './types.ts';

const ORDER = [
  'customer_no', 'contract_no', 'account_no', 'order_no', 'invoice_no', 'ticket_no', 'tracking_no',
  'booking_ref', 'phone', 'email', 'address', 'name', 'device', 'error_code', 'train', 'birth_date',
  'iban', 'card', 'imei', 'amount',
]; // prettier-ignore

/** Kinds that somebody may add by hand. */
export const KINDS: readonly string[] = ORDER;

/** What a card tells in lines of its own, and days without a meaning, are left out. */
const TOLD = new Set(['problem', 'since', 'tried', 'needed_by', 'date', 'time']);

const place = (fact: Fact): number => {
  const at = ORDER.indexOf(fact.kind);
  return at < 0 ? ORDER.length : at;
};

export const worth = (facts: readonly Fact[]): Fact[] =>
  facts.filter((each) => !TOLD.has(each.kind)).toSorted((a, b) => place(a) - place(b));
