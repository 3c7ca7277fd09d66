// The words of what is known and what is owed, by the names the console uses.
import type { components } from '../core/api.gen.ts';
import type { Id, Instant } from '../core/types.ts';

type S = components['schemas'];

export type Part = S['CardPart'];
/** The place that something was read from. */
export type Source = Omit<S['Source'], 'kind' | 'author_name'> & {
  kind: string;
  author_name: string | null;
};
export type Line = S['CardLine'];
export type Fact = S['Fact'];
export type Pledge = S['Promise'];
export type PromiseKind = S['PromiseKind'];
export type DraftPledge = S['DraftPromise'];
/** What a reply or a logged contact says of a promise in it; not confirmed: it is none. */
export type Given = S['SaidPromiseBody'];
export type Question = S['Question'];
export type Owed = S['Owed'];
export type Card = Omit<S['Card'], 'promises'> & { promises: Pledge[] };

export const HOWS = [
  'phone', 'address', 'birth_date', 'customer_no', 'code', 'id', 'other',
] as const; // prettier-ignore
export type VerifiedHow = (typeof HOWS)[number];
export type Verified = S['Verified'];

/** One quiet word to whoever writes, and what is offered with it. */
export type Hint = S['Hint'];
export type Offer = S['Offer'];
/** Something private that would stand in public. */
export type Hold = S['Hold'];
export type Read = Omit<S['Reading'], 'promises'> & { promises: DraftPledge[] };
export type ReadBody = S['ReadingBody'];

/** Somebody who may be the same person. */
export type Same = S['PersonSuggestion'];

export type Pattern = S['TaughtPattern'];
export type Knowledge = S['KnowledgeSettings'];
export type How = S['ContactWay'];
export type ContactBody = S['NewContactBody'];

/** What would stay open when a matter is called done. */
export interface Resolving {
  lines: Line[];
  unanswered: number;
  threads: { thread_id: Id; message_id: Id; platform: string; at: Instant; text: string }[];
  /** Since when they wait outside the platforms: by phone, in a shop. */
  waiting_contact: Instant | null;
  promises: Pledge[];
  /** What would be asked later. */
  question: string;
  follow_up: { at: Instant; text: string; state: string } | null;
}

export interface Handover {
  id: Id;
  agent_id: Id;
  notes: HandoverNote[];
}

export interface HandoverNote {
  id: Id;
  conversation_id: Id;
  customer_name: string;
  /** Who has it now, and alone may send the note; null: a team. */
  agent_id: Id | null;
  text: string;
  state: 'draft' | 'sent' | 'skipped';
}

export type { Id, Instant };
