// The routes of what is noticed.
import type { Client, Query } from '../core/client.ts';
import type { Id } from '../core/types.ts';
import type * as T from './types.ts';

/** What a rule is tried on. */
export interface Trial {
  text: string;
  accounts: Id[];
}

export function routes(client: Client) {
  const call = client.call.bind(client);
  const list = client.list.bind(client);
  const path = (id: Id) => ({ path: { id } });
  return {
    rules: () => list<T.Rule>('/rules'),
    rule: (id: Id) => call<T.Rule>('GET', '/rules/{id}', path(id)),
    makeRule: (body: T.RuleBody) => call<T.Rule>('POST', '/rules', { body }),
    changeRule: (id: Id, body: T.RuleBody) =>
      call<T.Rule>('PUT', '/rules/{id}', { ...path(id), body }),
    dropRule: (id: Id) => call<null>('DELETE', '/rules/{id}', path(id)),
    preview: (body: Trial, signal: AbortSignal) =>
      call<T.Preview>('POST', '/rules/preview', { body, signal }),
    backTest: (body: Trial & { days: number; so_far: T.BackTest | null }, signal: AbortSignal) =>
      call<T.BackTest>('POST', '/rules/backtest', { body, signal }),
    precision: (id: Id, weeks: number) =>
      call<T.RulePrecision>('GET', '/rules/{id}/precision', { ...path(id), query: { weeks } }),
    deeds: (id: Id) => list<T.RuleDeed>('/rules/{id}/deeds', path(id)),

    flags: (query: Query) => list<T.Flag>('/flags', { query }),
    flag: (id: Id) => call<T.Flag>('GET', '/flags/{id}', path(id)),
    confirm: (id: Id) => call<T.Confirmed>('POST', '/flags/{id}/confirm', path(id)),
    dismiss: (id: Id, reason: T.FlagReason | null) =>
      call<T.Flag>('POST', '/flags/{id}/dismiss', { ...path(id), body: reason ? { reason } : {} }),
    undo: (id: Id) => call<T.Flag>('POST', '/flags/{id}/undo', path(id)),

    tone: (message: Id) => call<T.Tone | null>('GET', '/messages/{id}/tone', path(message)),
    correct: (message: Id, named: T.ToneClass | null) =>
      call<T.Tone | null>('PUT', '/messages/{id}/tone', {
        ...path(message),
        body: { class: named },
      }),
    incidents: () => list<T.Incident>('/incidents', { query: { days: '2' } }),
    incidentsOf: (conversation: Id) =>
      list<T.Incident>('/conversations/{id}/incidents', path(conversation)),
    escalation: (conversation: Id) =>
      call<T.Escalation | null>('GET', '/conversations/{id}/escalation', path(conversation)),
    endEscalation: (conversation: Id) =>
      call<null>('DELETE', '/conversations/{id}/escalation', path(conversation)),
    noticing: () => call<T.Noticing>('GET', '/settings/noticing'),
  };
}

export type Api = ReturnType<typeof routes>;
