// Every route the console uses, by name. Nothing else in the console knows an address.
import type { Client } from './client.ts';
import type * as T from './types.ts';

type Id = T.Id;

export function routes(client: Client) {
  const call = client.call.bind(client);
  const list = client.list.bind(client);
  return {
    me: () => call<T.Me>('GET', '/me'),
    patchMe: (
      body: Partial<Pick<T.Me, 'name' | 'language' | 'availability' | 'settings'>> & {
        face?: Partial<T.Face>;
      },
    ) => call<T.Me>('PATCH', '/me', { body }),
    putPhoto: (form: FormData) => call<T.Me>('PUT', '/me/photo', { form }),
    dropPhoto: () => call<T.Me>('DELETE', '/me/photo'),
    password: (old: string, fresh: string) =>
      call<null>('POST', '/me/password', { body: { old, new: fresh } }),
    sessions: () => list<T.SessionInfo>('/me/sessions'),
    endOtherSessions: () => call<null>('DELETE', '/me/sessions'),
    endSession: (id: Id) => call<null>('DELETE', '/me/sessions/{id}', { path: { id } }),
    makeToken: (label: string, expires_at?: T.Instant) =>
      call<{ token: string; session: T.SessionInfo }>('POST', '/me/tokens', {
        body: { label, expires_at },
      }),
    notifications: () => list<T.Notification>('/me/notifications'),
    readNotifications: (ids?: Id[]) =>
      call<null>('POST', '/me/notifications/read', { body: ids ? { ids } : {} }),
    drafts: () => list<T.Draft>('/me/drafts', { query: { limit: 200 } }),

    signIn: (login: string, password: string) =>
      call<T.Me>('POST', '/session', { body: { login, password } }),
    signOut: () => call<null>('DELETE', '/session'),
    setupNeeded: () => call<{ needed: boolean }>('GET', '/setup'),
    setup: (body: {
      ticket: string;
      name: string;
      login: string;
      password: string;
      public_name: string;
      language: T.Language;
    }) => call<T.Me>('POST', '/setup', { body }),
    ticket: (token: string) =>
      call<{ kind: 'invite' | 'reset'; name: string; login: string; expires_at: T.Instant }>(
        'GET',
        '/ticket/{token}',
        { path: { token } },
      ),
    useTicket: (
      token: string,
      body: { password: string; name?: string; public_name?: string; language?: T.Language },
    ) => call<T.Me>('POST', '/ticket/{token}', { path: { token }, body }),

    conversations: (filter: T.Filter, after: string | null, limit: number, signal?: AbortSignal) =>
      list<T.Row>('/conversations', {
        query: { ...filter, after, limit },
        ...(signal ? { signal } : {}),
      }),
    counts: (views: string[]) =>
      call<{ counts: Record<string, number> }>('GET', '/conversations/counts', {
        query: { view: views },
      }),
    start: (
      body: {
        account_id: Id;
        to: { identity_id: Id } | { handle: string };
        visibility: T.Visibility;
        subject?: string;
        text: string;
        content_warning?: string | null;
        language?: string;
        media?: T.Media[];
      },
      key: string,
    ) => call<T.ConversationPage>('POST', '/conversations', { body, key }),
    conversation: (id: Id) =>
      call<T.ConversationPage>('GET', '/conversations/{id}', { path: { id } }),
    patchConversation: (
      id: Id,
      body: Partial<
        Pick<T.Row, 'subject' | 'priority' | 'assignee_id' | 'team_id' | 'labels' | 'spam'>
      >,
    ) => call<T.Row>('PATCH', '/conversations/{id}', { path: { id }, body }),
    setStatus: (
      id: Id,
      body: { status: T.Status; until?: T.Instant | null; no_answer?: T.NoAnswer | null },
    ) => call<T.Row>('POST', '/conversations/{id}/status', { path: { id }, body }),
    undoStatus: (id: Id) =>
      call<T.Row>('POST', '/conversations/{id}/status/undo', { path: { id } }),
    bulk: (ids: Id[], change: T.BulkChange) =>
      call<{ changed: number; failed: { id: Id; code: string }[] }>('POST', '/conversations/bulk', {
        body: { ids, change },
      }),
    timeline: (id: Id, before: string | null, limit: number) =>
      client.stamped<T.Page<T.Entry>>('GET', '/conversations/{id}/timeline', {
        path: { id },
        query: { before, limit },
      }),
    revisions: (id: Id, message_id: Id) =>
      list<T.Revision>('/conversations/{id}/messages/{message_id}/revisions', {
        path: { id, message_id },
      }),
    reply: (id: Id, body: T.ReplyBody, key: string) =>
      call<{ entry: T.MessageEntry; conversation: T.Row }>('POST', '/conversations/{id}/replies', {
        path: { id },
        body,
        key,
      }),
    note: (id: Id, body: { text: string; mentions: Id[] }, key: string) =>
      call<T.NoteEntry>('POST', '/conversations/{id}/notes', { path: { id }, body, key }),
    putDraft: (id: Id, kind: T.DraftKind, body: { text: string; body: T.DraftBody | null }) =>
      call<T.Draft>('PUT', '/conversations/{id}/drafts/{kind}', { path: { id, kind }, body }),
    dropDraft: (id: Id, kind: T.DraftKind) =>
      call<null>('DELETE', '/conversations/{id}/drafts/{kind}', { path: { id, kind } }),
    join: (id: Id, other: Id) =>
      call<T.ConversationPage>('POST', '/conversations/{id}/join', {
        path: { id },
        body: { other },
      }),
    undoJoin: (id: Id) => call<unknown>('POST', '/joins/{id}/undo', { path: { id } }),
    separate: (id: Id, what: { threads: Id[] } | { messages: Id[] }) =>
      call<T.ConversationPage>('POST', '/conversations/{id}/separate', {
        path: { id },
        body: what,
      }),
    fullText: (id: Id) => call<T.FullText>('GET', '/messages/{id}/full', { path: { id } }),
    checkMessage: (id: Id) => call<unknown>('POST', '/messages/{id}/check', { path: { id } }),
    goesThere: (id: Id) => call<unknown>('POST', '/messages/{id}/goes-there', { path: { id } }),
    like: (id: Id) => call<unknown>('POST', '/messages/{id}/like', { path: { id } }),
    unlike: (id: Id) => call<unknown>('DELETE', '/messages/{id}/like', { path: { id } }),
    proposeDeletion: (id: Id, reason: T.DeletionReason) =>
      call<T.Deletion>('POST', '/messages/{id}/deletion', { path: { id }, body: { reason } }),
    deletions: () => list<T.Deletion>('/deletions'),
    decidedDeletions: (after: string | null) =>
      list<T.Deletion>('/deletions', { query: { decided: true, after, limit: 20 } }),
    decideDeletion: (id: Id, what: 'confirm' | 'decline' | 'withdraw') =>
      call<unknown>('POST', `/deletions/{id}/${what}`, { path: { id } }),
    hide: (id: Id, reason: T.HidingReason) =>
      call<T.Hiding>('POST', '/messages/{id}/hidden', { path: { id }, body: { reason } }),
    unhide: (id: Id) => call<null>('DELETE', '/messages/{id}/hidden', { path: { id } }),
    hidings: () => list<T.Hiding>('/hidings'),
    settledHidings: (after: string | null) =>
      list<T.Hiding>('/hidings', { query: { settled: true, after, limit: 20 } }),
    keepHidden: (id: Id) => call<null>('POST', '/hidings/{id}/keep', { path: { id } }),

    undoDelivery: (id: Id) => call<T.Undone>('POST', '/deliveries/{id}/undo', { path: { id } }),
    sendNow: (id: Id) => call<unknown>('POST', '/deliveries/{id}/now', { path: { id } }),
    retryDelivery: (id: Id) => call<unknown>('POST', '/deliveries/{id}/retry', { path: { id } }),
    settleDelivery: (id: Id, body: { arrived: true; url?: string } | { arrived: false }) =>
      call<unknown>('POST', '/deliveries/{id}/settle', { path: { id }, body }),
    deliveries: (state: T.DeliveryState[]) =>
      list<T.OutboxItem>('/deliveries', { query: { state, limit: 200 } }),

    customer: (id: Id) => call<T.CustomerInfo>('GET', '/customers/{id}', { path: { id } }),
    patchCustomer: (
      id: Id,
      body: Partial<Pick<T.CustomerInfo, 'name' | 'language' | 'address' | 'about' | 'blocked'>>,
    ) => call<T.CustomerInfo>('PATCH', '/customers/{id}', { path: { id }, body }),
    customerTimeline: (id: Id, before: string | null, limit: number) =>
      list<T.Entry>('/customers/{id}/timeline', {
        path: { id },
        query: { before, limit },
      }),
    customerConversations: (id: Id) =>
      list<T.Row>('/customers/{id}/conversations', {
        path: { id },
        query: { limit: 100 },
      }),
    joinCustomers: (id: Id, other: Id) =>
      call<T.CustomerInfo>('POST', '/customers/{id}/join', { path: { id }, body: { other } }),
    separateCustomer: (id: Id, identities: Id[]) =>
      call<T.CustomerInfo>('POST', '/customers/{id}/separate', {
        path: { id },
        body: { identities },
      }),
    searchMessages: (q: string, where: T.SearchWhere, after: string | null, signal?: AbortSignal) =>
      list<T.SearchHit>('/search', {
        query: { q, kind: 'messages', ...where, after, limit: 50 },
        ...(signal ? { signal } : {}),
      }),
    searchNotes: (q: string, where: T.SearchWhere, after: string | null, signal?: AbortSignal) =>
      list<T.SearchHit>('/search', {
        query: { q, kind: 'notes', ...where, after, limit: 20 },
        ...(signal ? { signal } : {}),
      }),
    searchOfPeople: (q: string, where: T.SearchWhere, signal?: AbortSignal) =>
      list<T.SearchHit>('/search', {
        query: { q, kind: 'both', ...where, limit: 20 },
        ...(signal ? { signal } : {}),
      }),
    searchCustomers: (q: string, after: string | null, signal?: AbortSignal) =>
      list<T.CustomerInfo>('/search', {
        query: { q, kind: 'customers', after, limit: 50 },
        ...(signal ? { signal } : {}),
      }),
    upload: (file: File, signal?: AbortSignal) => {
      const form = new FormData();
      form.append('file', file);
      return call<T.Upload>('POST', '/uploads', { form, ...(signal ? { signal } : {}) });
    },

    agents: () => list<T.AgentInfo>('/agents', { query: { limit: 200 } }),
    teams: () => list<T.Team>('/teams', { query: { limit: 200 } }),
    labels: () => list<T.Label>('/labels', { query: { limit: 200 } }),
    accounts: () => list<T.AccountInfo>('/accounts', { query: { limit: 200 } }),
    platforms: () => list<T.PlatformInfo>('/platforms'),
    views: () => list<T.View>('/views', { query: { limit: 200 } }),
    invite: (body: { login: string; name: string; role: T.Role; teams: Id[] }) =>
      call<{ agent: T.AgentInfo; link: string }>('POST', '/agents/invite', { body }),
    resetAgent: (id: Id) => call<{ link: string }>('POST', '/agents/{id}/reset', { path: { id } }),
    patchAgent: (
      id: Id,
      body: Partial<Pick<T.AgentInfo, 'role' | 'teams' | 'disabled' | 'name'>>,
    ) => call<T.AgentInfo>('PATCH', '/agents/{id}', { path: { id }, body }),
    makeTeam: (name: string) => call<T.Team>('POST', '/teams', { body: { name } }),
    patchTeam: (id: Id, body: { name?: string; accounts?: Id[]; agents?: Id[] }) =>
      call<T.Team>('PATCH', '/teams/{id}', { path: { id }, body }),
    dropTeam: (id: Id) => call<null>('DELETE', '/teams/{id}', { path: { id } }),
    makeLabel: (body: { name: string; colour: string }) =>
      call<T.Label>('POST', '/labels', { body }),
    patchLabel: (id: Id, body: { name?: string; colour?: string }) =>
      call<T.Label>('PATCH', '/labels/{id}', { path: { id }, body }),
    dropLabel: (id: Id) => call<null>('DELETE', '/labels/{id}', { path: { id } }),
    snippets: () => list<T.Snippet>('/snippets', { query: { limit: 200 } }),
    makeSnippet: (body: Pick<T.Snippet, 'name' | 'text' | 'team_id'>) =>
      call<T.Snippet>('POST', '/snippets', { body }),
    patchSnippet: (id: Id, body: Partial<Pick<T.Snippet, 'name' | 'text' | 'team_id'>>) =>
      call<T.Snippet>('PATCH', '/snippets/{id}', { path: { id }, body }),
    dropSnippet: (id: Id) => call<null>('DELETE', '/snippets/{id}', { path: { id } }),
    makeView: (body: { name: string; shared: boolean; filter: T.Filter }) =>
      call<T.View>('POST', '/views', { body }),
    patchView: (id: Id, body: Partial<Omit<T.View, 'id'>>) =>
      call<T.View>('PATCH', '/views/{id}', { path: { id }, body }),
    dropView: (id: Id) => call<null>('DELETE', '/views/{id}', { path: { id } }),
    connect: (platform: string, form: Record<string, string>, again?: Id) =>
      call<T.ConnectStep>('POST', '/accounts/connect', {
        body: { platform, form, again: again ?? null },
      }),
    mayReply: (id: Id) => call<T.MayReply>('GET', '/messages/{id}/may-reply', { path: { id } }),
    choices: (mark: string) => call<T.Choices>('GET', '/accounts/choices', { query: { mark } }),
    choose: (mark: string, chosen: string[]) =>
      call<T.Page<T.AccountInfo>>('POST', '/accounts/choices', { body: { mark, chosen } }),
    patchAccount: (
      id: Id,
      body: { teams?: Id[]; settings?: Partial<T.AccountSettings>; paused?: boolean },
    ) => call<T.AccountInfo>('PATCH', '/accounts/{id}', { path: { id }, body }),
    dropAccount: (id: Id) => call<null>('DELETE', '/accounts/{id}', { path: { id } }),
    going: (id: Id, rule: T.Forgetting) =>
      call<T.Going>('GET', '/accounts/{id}/forgetting', { path: { id }, query: { ...rule } }),
    checkAccount: (id: Id) => call<T.Checked>('POST', '/accounts/{id}/check', { path: { id } }),
    erase: (id: Id, body: { confirm: string; reason: T.ErasureReason }) =>
      call<T.Erasure>('POST', '/customers/{id}/erasure', { path: { id }, body }),
    erasures: (after: string | null) =>
      list<T.Erasure>('/erasures', { query: { after, limit: 50 } }),
    exportPerson: (id: Id, language: T.Language) =>
      client.file('/customers/{id}/export', { path: { id }, query: { language } }),
    promisesDue: async (before: T.Instant) => {
      const query = { due_before: before, limit: 200 };
      const { items, total } = await list<unknown>('/promises', { query });
      return total ?? items.length;
    },
    alarms: () => list<T.Alarm>('/alarms'),
    clearAlarm: (id: Id) => call<null>('POST', '/alarms/{id}/clear', { path: { id } }),
    spending: (id: Id) => call<T.Spending>('GET', '/accounts/{id}/spending', { path: { id } }),
    readBack: (id: Id) => call<null>('POST', '/alarms/{id}/read-back', { path: { id } }),
  };
}

export type Api = ReturnType<typeof routes>;
