// The routes of what is known and what is owed.
import type { Client } from '../core/client.ts';
import type { CustomerInfo, Id, Instant } from '../core/types.ts';
import type * as M from './types.ts';

export function routes(client: Client) {
  const call = client.call.bind(client);
  const list = client.list.bind(client);
  return {
    card: (id: Id) => call<M.Card>('GET', '/conversations/{id}/card', { path: { id } }),
    addLine: (id: Id, part: M.Part, text: string) =>
      call<M.Line>('POST', '/conversations/{id}/card/lines', {
        path: { id },
        body: { part, text },
      }),
    correctLine: (id: Id, line: Id, text: string) =>
      call<M.Line>('PATCH', '/conversations/{id}/card/lines/{line}', {
        path: { id, line },
        body: { text },
      }),
    dismissLine: (id: Id, line: Id) =>
      call<null>('DELETE', '/conversations/{id}/card/lines/{line}', { path: { id, line } }),

    facts: (customer: Id) => list<M.Fact>('/customers/{customer}/facts', { path: { customer } }),
    addFact: (customer: Id, body: { kind: string; value: string; conversation_id?: Id }) =>
      call<M.Fact>('POST', '/customers/{customer}/facts', { path: { customer }, body }),
    changeFact: (id: Id, body: { value?: string; kind?: string; state?: 'confirmed' }) =>
      call<M.Fact>('PATCH', '/facts/{id}', { path: { id }, body }),
    dismissFact: (id: Id) => call<null>('DELETE', '/facts/{id}', { path: { id } }),
    reveal: (id: Id) => call<{ value: string }>('POST', '/facts/{id}/reveal', { path: { id } }),
    verify: (customer: Id, body: { how: M.Verified['how']; until: Instant | null }) =>
      call<M.Verified>('POST', '/customers/{customer}/verified', { path: { customer }, body }),
    unverify: (customer: Id) =>
      call<null>('DELETE', '/customers/{customer}/verified', { path: { customer } }),

    same: (customer: Id) =>
      list<M.Same>('/customers/{customer}/suggestions', { path: { customer } }),
    joinSame: (customer: Id, other: Id) =>
      call<CustomerInfo>('POST', '/customers/{customer}/suggestions/{other}/join', {
        path: { customer, other },
      }),
    rejectSame: (customer: Id, other: Id) =>
      call<null>('POST', '/customers/{customer}/suggestions/{other}/reject', {
        path: { customer, other },
      }),
    sendCode: (customer: Id, other: Id, conversation_id: Id) =>
      call<unknown>('POST', '/customers/{customer}/suggestions/{other}/code', {
        path: { customer, other },
        body: { conversation_id },
      }),

    read: (id: Id, body: M.ReadBody, signal: AbortSignal) =>
      call<M.Read>('POST', '/conversations/{id}/reading', { path: { id }, body, signal }),
    dismissHint: (id: Id, kind: string) =>
      call<null>('POST', '/conversations/{id}/hints/{kind}/dismissed', { path: { id, kind } }),
    knowledge: () => call<M.Knowledge>('GET', '/settings/knowledge'),
    wakeHint: (team_id: Id, kind: string) =>
      call<unknown>('POST', '/settings/knowledge/hints', { body: { team_id, kind } }),
    keepKnowledge: (body: Partial<M.Knowledge>) =>
      call<M.Knowledge>('PATCH', '/settings/knowledge', { body }),

    promises: (query: {
      state?: string;
      owner?: Id;
      team?: Id;
      due_before?: Instant;
      after?: string | null;
    }) => list<M.Pledge>('/promises', { query: { ...query, limit: 100 } }),
    promise: (id: Id, body: { kind: M.PromiseKind; text: string; due: Instant | null }) =>
      call<M.Pledge>('POST', '/conversations/{id}/promises', { path: { id }, body }),
    changePromise: (
      id: Id,
      body: { due?: Instant | null; kind?: M.PromiseKind; text?: string; owner?: Id | null },
    ) => call<M.Pledge>('PATCH', '/promises/{id}', { path: { id }, body }),
    endPromise: (id: Id, how: 'confirm' | 'dismiss' | 'keep') =>
      call<M.Pledge>('POST', `/promises/{id}/${how}`, { path: { id } }),
    breakPromise: (id: Id, reason: string) =>
      call<M.Pledge>('POST', '/promises/{id}/break', { path: { id }, body: { reason } }),
    movePromise: (id: Id, body: { due: Instant; reason?: string; message_id?: Id }) =>
      call<M.Pledge>('POST', '/promises/{id}/move', { path: { id }, body }),
    logContact: (id: Id, body: M.ContactBody, key: string) =>
      call<unknown>('POST', '/conversations/{id}/contacts', { path: { id }, body, key }),
    consult: (id: Id, body: { to: string; subject: string; text: string }, key: string) =>
      call<unknown>('POST', '/conversations/{id}/consult', { path: { id }, body, key }),
    resolving: (id: Id) => call<M.Resolving>('GET', '/resolving/{id}', { path: { id } }),
    followUp: (id: Id, at: Instant | null, text?: string) =>
      call<unknown>('PATCH', '/conversations/{id}/follow_up', { path: { id }, body: { at, text } }),
    handovers: () => list<M.Handover>('/handovers'),
    handOver: (agent: Id, body: { to: { agent?: Id; team?: Id }[]; note: boolean }) =>
      call<M.Handover>('POST', '/agents/{agent}/handover', { path: { agent }, body }),
    handover: (id: Id) => call<M.Handover>('GET', '/handovers/{id}', { path: { id } }),
    note: (id: Id, note: Id, body: { action: 'send' | 'skip'; text?: string }) =>
      call<unknown>('POST', '/handovers/{id}/notes/{note}', { path: { id, note }, body }),
  };
}

export type Api = ReturnType<typeof routes>;
