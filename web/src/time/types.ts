// The words of time: who waits now, what was measured, when somebody is there.
import type { components } from '../core/api.gen.ts';
import type { Id, Instant, Row } from '../core/types.ts';

type S = components['schemas'];

export type Waiting = Required<S['Waiting']>;
export type BoardTeam = Required<S['BoardTeam']>;
export type BoardAccount = Required<S['BoardAccount']>;
export type Board = Omit<S['Board'], 'all' | 'teams' | 'accounts' | 'people' | 'late_next'> & {
  all: Waiting;
  late_next: Row[];
  people: Required<S['BoardPerson']>[];
  teams: BoardTeam[];
  accounts: BoardAccount[];
};
export type Next = S['Next'];

export type Metric = S['Metric'];
export type By = S['By'];
export type Figures = S['Figures'];
export type Figure = S['Figure'];
export type Part = S['Part'];
export type Spread = S['Spread'];
export type Share = S['Share'];
/** A conversation behind a figure: nothing of who had it, or how it went. */
export type Brief = S['Behind'];
export type Definition = S['Definition'];
export type Ground = S['Ground'];

export type DayName = S['DayName'];
export type Exception = Required<S['ExceptionBody']>;
export type Holidays = Required<S['HolidaysBody']>;
export type Week = Required<S['WeekBody']>;
export type HoursBody = Omit<S['HoursBody'], 'week' | 'holidays' | 'exceptions'> & {
  week: Week;
  holidays: Holidays;
  exceptions: Record<string, Exception>;
  covered_by: Id | null;
};
export type Hours = HoursBody &
  Pick<S['Hours'], 'id' | 'whose' | 'open_now'> & {
    closes_at: Instant | null;
    opens_at: Instant | null;
  };
export type FreeDay = S['FreeDay'];
export type IcalRead = S['IcalRead'];

export type TargetBody = Required<S['TargetBody']>;
export type Target = TargetBody & { id: Id; since: Instant };
export type Capacity = S['Capacity'];

/** A question that is kept, one's own or a team's. */
export type Saved = S['SavedReport'];
export type SavedQuestion = S['SavedQuestion'];
/** A program that is called when an alarm is raised, and when it is over. */
export type AlarmHook = S['AlarmHook'];
/** Whether one is told of alarms by mail. */
export type AlarmMailing = S['AlarmMailing'];
/** What somebody knows best. */
export type Skills = S['Skills'];

export type { Id, Instant };
