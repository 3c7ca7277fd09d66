// The routes of time.
import type { Client, Query } from '../core/client.ts';
import type { Id, Row } from '../core/types.ts';
import type * as T from './types.ts';

/** The house is named by the id that is nobody's. */
export const HOUSE = '00000000-0000-0000-0000-000000000000';

export function routes(client: Client) {
  const call = client.call.bind(client);
  const list = client.list.bind(client);
  return {
    board: () => call<T.Board>('GET', '/live-board'),
    behindBoard: (query: Query) => list<Row>('/live-board/behind', { query }),
    next: () => call<T.Next>('POST', '/next'),

    figures: (query: Query, signal: AbortSignal) =>
      call<T.Figures>('GET', '/reports/figures', { query, signal }),
    behind: (query: Query) => list<T.Brief>('/reports/behind', { query }),
    definitions: () => list<T.Definition>('/reports/definitions'),
    saved: () => list<T.Saved>('/reports/saved'),
    save: (body: { name: string; team_id: Id | null; question: T.SavedQuestion }) =>
      call<T.Saved>('POST', '/reports/saved', { body }),
    dropSaved: (id: Id) => call<null>('DELETE', '/reports/saved/{id}', { path: { id } }),
    ground: () => call<T.Ground>('GET', '/settings/figures'),
    state: (ground: string | null) =>
      call<T.Ground>('PUT', '/settings/figures', { body: { ground } }),

    hours: () => list<T.Hours>('/settings/hours'),
    keepHours: (id: Id, body: T.HoursBody) =>
      call<T.Hours>('PUT', '/settings/hours/{id}', { path: { id }, body }),
    dropHours: (id: Id) => call<null>('DELETE', '/settings/hours/{id}', { path: { id } }),
    regions: () => call<{ regions: string[] }>('GET', '/settings/hours/regions'),
    freeDays: (region: string, year: number) =>
      list<T.FreeDay>('/settings/hours/free-days', { query: { region, year } }),
    readIcal: (text: string) =>
      call<T.IcalRead>('POST', '/settings/hours/ical', { body: { text } }),

    targets: () => list<T.Target>('/settings/targets'),
    keepTargets: (targets: T.TargetBody[]) =>
      call<T.Target[]>('PUT', '/settings/targets', { body: { targets } }),
    skills: () => list<T.Skills>('/settings/skills'),
    keepSkills: (id: Id, body: { languages: string[]; labels: Id[] }) =>
      call<T.Skills>('PUT', '/settings/skills/{id}', { path: { id }, body }),
    hooks: () => list<T.AlarmHook>('/settings/alarm-hooks'),
    makeHook: (url: string) =>
      call<T.AlarmHook>('POST', '/settings/alarm-hooks', { body: { url } }),
    dropHook: (id: Id) => call<null>('DELETE', '/settings/alarm-hooks/{id}', { path: { id } }),
    alarmMail: () => call<T.AlarmMailing>('GET', '/me/alarm-mail'),
    tellByMail: (on: boolean) => call<T.AlarmMailing>('PUT', '/me/alarm-mail', { body: { on } }),
    capacities: () => list<T.Capacity>('/settings/capacity'),
    keepCapacity: (id: Id, most: number | null) =>
      call<T.Capacity>('PUT', '/settings/capacity/{id}', { path: { id }, body: { most } }),
  };
}

export type Api = ReturnType<typeof routes>;
