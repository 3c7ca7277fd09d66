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
    deeds: (id: Id, after: string | null) =>
      list<T.RuleDeed>('/rules/{id}/deeds', { ...path(id), query: { after, limit: 30 } }),
    missed: (id: Id, label: Id) =>
      list<T.Matched>('/rules/{id}/missed', { ...path(id), query: { label } }),

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
    lessons: (team: Id | null) => list<T.Lesson>('/lessons', { query: { team } }),
    unlearn: (id: Id) => call<null>('DELETE', '/lessons/{id}', path(id)),
    incidents: (days: number) => list<T.Incident>('/incidents', { query: { days } }),
    incident: (id: Id) => call<T.Incident>('GET', '/incidents/{id}', path(id)),
    nameIncident: (
      id: Id,
      body: Partial<Record<'name' | 'text' | 'over' | 'post' | 'post_over', string>>,
    ) => call<T.Incident>('PATCH', '/incidents/{id}', { ...path(id), body }),
    endIncident: (id: Id, none: boolean) =>
      call<T.Incident>('POST', '/incidents/{id}/end', { ...path(id), body: { none } }),
    tell: (id: Id, what: T.Telling, texts: { conversation_id: Id; text: string }[]) =>
      call<{ told: number }>('POST', '/incidents/{id}/tell', {
        ...path(id),
        body: { what, texts },
      }),
    announcements: (id: Id) => list<T.Announceable>('/incidents/{id}/announcements', path(id)),
    announce: (id: Id, what: T.Telling, texts: { account_id: Id; text: string }[]) =>
      call<{ told: number }>('POST', '/incidents/{id}/announce', {
        ...path(id),
        body: { what, texts },
      }),
    dropAnnouncement: (id: Id) => call<null>('DELETE', '/announcements/{id}', path(id)),
    announcementIsThere: (id: Id) => call<null>('POST', '/announcements/{id}/there', path(id)),
    incidentsOf: (conversation: Id) =>
      list<T.Incident>('/conversations/{id}/incidents', path(conversation)),
    escalation: (conversation: Id) =>
      call<T.Escalation | null>('GET', '/conversations/{id}/escalation', path(conversation)),
    escalations: (query: Query) => list<T.Escalation>('/escalations', { query }),
    endEscalation: (conversation: Id) =>
      call<null>('DELETE', '/conversations/{id}/escalation', path(conversation)),
    noticing: () => call<T.Noticing>('GET', '/settings/noticing'),
    setNoticing: (body: T.Noticing) => call<T.Noticing>('PUT', '/settings/noticing', { body }),
  };
}

export type Api = ReturnType<typeof routes>;
