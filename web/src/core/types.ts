// The words of the HTTP contract. Written after docs/api.md; once openapi.json is there, these
// become names for `components['schemas'][…]` of api.gen.ts and nothing else changes.

export type Id = string;
export type Instant = string;

export type Role = 'agent' | 'lead' | 'admin';
export type Language = 'de' | 'en';
export type Status = 'open' | 'pending' | 'snoozed' | 'resolved';
export type Priority = 'normal' | 'high' | 'urgent';
export type Visibility = 'private' | 'followers' | 'unlisted' | 'public';
export type DeliveryState =
  'held' | 'queued' | 'sending' | 'sent' | 'refused' | 'unknown' | 'cancelled';
export type NoAnswer =
  'thanks' | 'not_for_us' | 'answered_elsewhere' | 'answered_by_community' | 'duplicate' | 'other';
export type DraftKind = 'reply' | 'note';
export type Doing = 'viewing' | 'writing_reply' | 'writing_note';

export interface Face {
  name: string;
  photo_url: string | null;
  line: string | null;
  listed: boolean;
}

/** The console's own settings, kept for the agent by the server as free JSON. */
export interface Settings {
  theme?: 'system' | 'light' | 'dark';
  density?: 'comfortable' | 'compact';
  size?: number;
  single_keys?: boolean;
  keys?: Record<string, string>;
  after_send?: 'stay' | 'next';
  sounds?: boolean;
  informal?: boolean;
}

export interface Me {
  id: Id;
  login: string;
  name: string;
  role: Role;
  language: Language;
  availability: 'available' | 'away';
  face: Face;
  teams: Id[];
  settings: Settings;
}

export interface AgentInfo {
  id: Id;
  name: string;
  login: string;
  role: Role;
  availability: 'available' | 'away';
  face: Face;
  teams: Id[];
  disabled: boolean;
  invited: boolean;
  online: boolean;
}

export interface Team {
  id: Id;
  name: string;
}

export interface Label {
  id: Id;
  name: string;
  colour: string;
}

export interface Filter {
  status?: Status[];
  assignee?: string;
  team?: Id[];
  account?: Id[];
  label?: Id[];
  customer?: Id | null;
  needs_me?: boolean;
  waiting?: boolean;
  spam?: boolean;
  draft?: boolean;
  mentioned?: boolean;
  order?: 'due' | 'recent' | 'oldest';
}

export interface View {
  id: Id;
  name: string;
  shared: boolean;
  filter: Filter;
  position: number;
}

export interface Counting {
  url_length: number | null;
  mentions: 'local' | 'full';
}

export interface Limits {
  max_length: number | null;
  counting: Counting;
  max_media: number;
  max_image_bytes: number | null;
  max_file_bytes: number | null;
  max_alt: number | null;
  mime_types: string[];
}

export interface Capabilities {
  content_warning: boolean;
  subject: boolean;
  alt_text: boolean;
  start_public: boolean;
  start_private: boolean;
  hide: boolean;
  delete: boolean;
  like: boolean;
  private: boolean;
}

export interface AccountSettings {
  hold_public_seconds: number;
  hold_private_seconds: number;
  signature: string;
  address: 'formal' | 'informal';
  language: string;
  target_seconds: number;
}

export interface AccountInfo {
  id: Id;
  platform: string;
  handle: string;
  name: string;
  base_url: string;
  avatar_url: string | null;
  status: 'connected' | 'disconnected' | 'paused';
  problem: string | null;
  status_since: Instant;
  connected_at: Instant;
  teams: Id[];
  settings: AccountSettings;
  limits: Limits;
  capabilities: Capabilities;
  health: {
    last_fetch_at: Instant | null;
    lag_seconds: number | null;
    stream: 'open' | 'closed' | 'none';
    next_try_at: Instant | null;
  };
}

export interface PlatformInfo {
  platform: string;
  name: string;
  connect: {
    browser: boolean;
    fields: {
      key: string;
      kind: 'text' | 'address' | 'secret';
      required: boolean;
      example: string;
    }[];
  };
  capabilities: Capabilities;
}

export interface RowCustomer {
  id: Id;
  name: string;
  avatar_url: string | null;
  handle: string;
  platform: string;
}

export interface Row {
  id: Id;
  rev: number;
  customer: RowCustomer;
  account_id: Id;
  platforms: string[];
  team_id: Id | null;
  assignee_id: Id | null;
  status: Status;
  priority: Priority;
  subject: string | null;
  preview: string;
  preview_private: boolean;
  last_message_at: Instant;
  waiting_since: Instant | null;
  unanswered: number;
  due: Instant | null;
  snoozed_until: Instant | null;
  created_at: Instant;
  first_response_at: Instant | null;
  resolved_at: Instant | null;
  no_answer: NoAnswer | null;
  spam: boolean;
  labels: Id[];
  draft: boolean;
  delivery: Exclude<DeliveryState, 'sent' | 'cancelled'> | null;
}

export interface Join {
  id: Id;
  from: Id;
  at: Instant;
  by: Id;
}

export interface ConversationPage extends Row {
  threads: { id: Id; account_id: Id; external_id: string }[];
  joined: Join[];
}

export interface Attachment {
  id: Id;
  kind: 'image' | 'video' | 'audio' | 'file';
  mime: string | null;
  alt: string | null;
  name: string | null;
  url: string | null;
  preview_url: string | null;
  size: number | null;
  width: number | null;
  height: number | null;
  state: 'ready' | 'fetching' | 'failed';
}

export interface Reason {
  key: string;
  values: Record<string, string>;
}

export interface DeliveryInfo {
  id: Id;
  state: DeliveryState;
  not_before: Instant | null;
  attempts: number;
  reason: Reason | null;
  waits_for: 'undo' | 'turn' | 'rate_limit' | 'platform' | null;
}

export interface MessageEntry {
  type: 'message';
  id: Id;
  conversation_id: Id | null;
  account_id: Id;
  platform: string;
  at: Instant;
  received_at: Instant;
  direction: 'in' | 'out';
  author: {
    kind: 'customer' | 'bystander' | 'agent' | 'account';
    name: string;
    handle: string;
    avatar_url: string | null;
    agent_id: Id | null;
    customer_id: Id | null;
  };
  visibility: Visibility;
  addressed: boolean;
  subject: string | null;
  text: string;
  content_warning: string | null;
  language: string | null;
  emojis: { shortcode: string; url: string }[];
  attachments: Attachment[];
  poll: {
    options: { title: string; votes: number | null }[];
    expires_at: Instant | null;
    multiple: boolean;
  } | null;
  quotes: string | null;
  url: string | null;
  parent: {
    id: Id;
    author_name: string;
    text: string;
    url: string | null;
    conversation_id: Id | null;
  } | null;
  edited_at: Instant | null;
  deleted_at: Instant | null;
  revisions: number;
  client_id: string | null;
  delivery: DeliveryInfo | null;
}

export interface NoteEntry {
  type: 'note';
  id: Id;
  conversation_id: Id;
  at: Instant;
  agent_id: Id;
  text: string;
  mentions: Id[];
}

export interface Actor {
  kind: 'customer' | 'agent' | 'system';
  agent_id: Id | null;
}

export interface ChangeEntry {
  type: 'change';
  seq: number;
  conversation_id: Id;
  at: Instant;
  actor: Actor;
  change: string;
  data: Record<string, unknown>;
}

export type Entry = MessageEntry | NoteEntry | ChangeEntry;

export interface Identity {
  id: Id;
  platform: string;
  handle: string;
  name: string;
  avatar_url: string | null;
  profile_url: string | null;
}

export interface CustomerInfo {
  id: Id;
  name: string;
  language: string | null;
  address: 'formal' | 'informal' | null;
  about: string | null;
  blocked: boolean;
  created_at: Instant;
  identities: Identity[];
  joined: { id: Id; from: Id; name: string; at: Instant }[];
}

export interface Page<T> {
  items: T[];
  next: string | null;
  total: number | null;
}

export interface Revision {
  text: string;
  content_warning: string | null;
  replaced_at: Instant;
}

export interface Media {
  upload_id: Id;
  alt: string | null;
}

export interface Upload {
  upload_id: Id;
  mime: string;
  size: number;
  width: number | null;
  height: number | null;
  url: string;
}

export interface ReplyBody {
  in_reply_to: Id | null;
  text: string;
  visibility: Visibility | null;
  content_warning: string | null;
  language: string | null;
  media: Media[];
  to: string[] | null;
  seen: number;
  send_anyway: boolean;
  then: 'resolve' | null;
}

/** What a reply draft carries besides its words; free JSON to the server. */
export interface DraftBody {
  in_reply_to?: Id | null;
  visibility?: Visibility | null;
  content_warning?: string | null;
  media?: (Upload & { name: string; alt: string })[];
}

export interface Draft {
  conversation_id: Id;
  kind: DraftKind;
  text: string;
  body?: DraftBody | null;
  saved_at: Instant;
}

export interface Notification {
  id: Id;
  kind: 'mentioned' | 'assigned';
  conversation_id: Id;
  actor_id: Id | null;
  at: Instant;
  read_at: Instant | null;
}

export interface Alarm {
  id: Id;
  kind: 'account_disconnected' | 'reply_refused' | 'reply_unknown' | 'gap';
  account_id: Id | null;
  conversation_id: Id | null;
  reason: Reason | null;
  raised_at: Instant;
}

export interface OutboxItem {
  delivery: DeliveryInfo;
  entry: MessageEntry;
  conversation: Row;
}

export interface SearchHit {
  entry: MessageEntry;
  conversation: Row;
  marks: [number, number][];
}

export interface SessionInfo {
  id: Id;
  kind: 'browser' | 'program';
  label: string;
  created_at: Instant;
  seen_at: Instant;
  current: boolean;
}

export interface BulkChange {
  assignee_id?: Id | null;
  team_id?: Id | null;
  labels_add?: Id[];
  labels_remove?: Id[];
  status?: Status;
  until?: Instant | null;
  no_answer?: NoAnswer | null;
  spam?: boolean;
}

export interface LiveEvent {
  seq: number;
  at: Instant;
  actor: unknown;
  conversation_id: Id | null;
  customer_id: Id | null;
  kind: string;
  row?: Row | null;
  entry?: Entry | null;
  [more: string]: unknown;
}

export interface PresenceInfo {
  conversation_id: Id;
  agent_id: Id;
  doing: Doing;
}

export type Frame =
  | { hello: { seq: number; build: string; now: Instant; agent: Id } }
  | { from: number; to: number; events: LiveEvent[] }
  | { reset: true }
  | { presence: PresenceInfo[] }
  | { online: Id[] };
