// The words of the HTTP contract, by the names the console uses. All but the last few come from
// openapi.json, which the server's own code writes.
import type { components } from './api.gen.ts';

type S = components['schemas'];

export type Id = string;
export type Instant = string;
export type Language = 'de' | 'en';

export type Role = S['Role'];
export type Status = S['Status'];
export type Priority = S['Priority'];
export type Visibility = S['Visibility'];
export type DeliveryState = S['DeliveryState'];
export type NoAnswer = S['NoAnswerReason'];
export type DraftKind = S['DraftKind'];
export type Doing = S['Doing'];

export type Face = S['Face'];
export type AgentInfo = S['AgentInfo'];
export type Team = S['Team'];
export type Label = S['Label'];
export type Filter = Partial<S['Filter']>;
export type View = Omit<S['View'], 'filter'> & { filter: Filter };
export type Counting = S['Counting'];
export type Limits = S['Limits'];
export type Capabilities = S['Capabilities'];
export type Acknowledgement = Required<S['Acknowledgement']>;
export type AccountSettings = S['AccountSettings'] & {
  forgetting: Forgetting;
  acknowledgement: Acknowledgement;
};
export type AccountInfo = Omit<S['AccountInfo'], 'settings'> & { settings: AccountSettings };
export type PlatformInfo = S['PlatformInfo'];
export type Proof = S['Proof'];
export type Checked = S['Checked'];
export type ConnectStep = S['ConnectStep'];

/** Whether something may be answered, as its platform says. */
export interface May {
  may: boolean;
  reason: Reason | null;
}
export interface MayReply {
  /** Where it stands. */
  here: May;
  /** Its author in private, where that is something of its own. */
  privately: May | null;
}

/** What a login gave to choose from. */
export interface Choices {
  platform: string;
  choices: {
    id: string;
    name: string;
    picture_url: string | null;
    problem: Reason | null;
    /** Choosing it renews its token. */
    connected: boolean;
  }[];
}

export type RowCustomer = S['RowCustomer'];
export type Row = S['Row'];
export type Join = S['Joined'];
export type ConversationPage = S['ConversationPage'];
export type Suggestion = S['Suggestion'];

export type Mailbox = S['Mailbox'];
export type FullText = S['FullText'];
export type Attachment = S['EntryAttachment'];
export type Reason = S['Reason'];
export type DeliveryInfo = S['EntryDelivery'];
export type Author = S['EntryAuthor'];
export type MessageEntry = S['MessageEntry'] & { type: 'message' };
export type NoteEntry = S['NoteEntry'] & { type: 'note' };
export type ChangeEntry = S['ChangeEntry'] & { type: 'change' };
/** What happened elsewhere, as somebody noted it. */
export type ContactEntry = S['ContactEntry'] & { type: 'contact' };
export type Entry = MessageEntry | NoteEntry | ChangeEntry | ContactEntry;
export type Actor = S['Actor'];

export type Identity = S['Identity'];
export type CustomerInfo = S['CustomerInfo'];
export type Revision = S['Revision'];
export type Media = S['MediaBody'];
export type Upload = S['Upload'];
export type Undone = S['Undone'];
export type ReplyBody = S['ReplyBody'];
export type StartBody = S['StartBody'];
export type BulkChange = S['BulkChange'];
export type Notification = S['Notification'];
export type Alarm = S['Alarm'];
export type OutboxItem = Omit<S['OutboxItem'], 'entry'> & { entry: MessageEntry };
export type SearchHit = Omit<S['Hit'], 'entry'> & { entry: MessageEntry | NoteEntry };
/** What a search is narrowed down to: accounts, and instants from (included) to (not included). */
export interface SearchWhere {
  account?: Id[];
  since?: string;
  until?: string;
}
export type Snippet = S['Snippet'];
export type DeletionReason = S['DeletionReason'];
export type Deletion = Omit<S['Deletion'], 'entry'> & { entry: MessageEntry | null };
export type HidingReason = S['HidingReason'];
export type Hiding = Omit<S['Hiding'], 'entry'> & { entry: MessageEntry | null };
export type Spending = S['AccountSpending'];
export type SessionInfo = S['SessionInfo'];
export type LiveEvent = S['LiveEvent'];
export type PresenceInfo = S['PresenceItem'];
export type Frame = S['ServerFrame'];

export interface Page<T> {
  items: T[];
  next: string | null;
  total: number | null;
}

/** The console's own settings, kept for the agent by the server as free JSON. */
export interface Settings {
  theme?: 'system' | 'light' | 'dark';
  density?: 'comfortable' | 'compact';
  size?: number;
  single_keys?: boolean;
  keys?: Record<string, string>;
  after_send?: 'stay' | 'next';
  /** In which order somebody wants which list. */
  orders?: Record<string, NonNullable<Filter['order']>>;
  sounds?: boolean;
  /** Which sound says that something came in; its name in src/house/sounds.ts. */
  sound?: string;
  /** What is worth a sound and a notice of the browser's. */
  tell?: { assigned?: boolean; mentioned?: boolean; unassigned?: boolean };
  /** Whether the browser's own notices are wanted on this agent's devices. */
  notices?: boolean;
  /** Nothing is heard from..to, in local "HH:MM". */
  quiet?: { from: string; to: string } | null;
  /** Where the first steps stand; 'done' when they are over. */
  welcome?: string;
  informal?: boolean;
}

export type Me = Omit<S['Me'], 'settings' | 'language'> & {
  settings: Settings;
  language: Language;
};

/** What a reply draft carries besides its words; free JSON to the server. */
export interface DraftBody {
  in_reply_to?: Id | null;
  visibility?: Visibility | null;
  content_warning?: string | null;
  media?: DraftMedia[];
  /** Whom a letter reaches, and its subject, where somebody chose. */
  letter?: DraftLetter | null;
  /** What its author had seen when they began to write. */
  began?: { seq: number; at: Instant };
}

export interface DraftLetter {
  to: string[];
  cc: string[];
  bcc: string[];
  subject: string;
}

export type DraftMedia = Upload & { name: string; alt: string };

export type Draft = Omit<S['Draft'], 'body'> & { body?: DraftBody | null };

/** For how many days things are kept; 0: until somebody deletes them. */
export interface Forgetting {
  resolved_days: number;
  attachments_days: number;
  strangers_days: number;
}

/** How much a rule would take as soon as it stands; each figure counts no further than `most` + 1. */
export type Going = Forgetting & { most: number };

export type ErasureReason =
  'requested' | 'no_longer_needed' | 'consent_withdrawn' | 'objected' | 'unlawful' | 'required';

/** That somebody was erased; never who. */
export interface Erasure {
  id: Id;
  at: Instant;
  by: Id | null;
  reason: ErasureReason;
  counts: Record<string, number>;
  /** Null while the storage is still being overwritten. */
  finished_at: Instant | null;
}
