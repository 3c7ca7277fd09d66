// The words of what is noticed: rules, what they found, and how a message was read.
import type { components } from '../core/api.gen.ts';
import type { Entry, Id, Instant } from '../core/types.ts';

type S = components['schemas'];

export type RuleAction = S['RuleAction'];
export type RuleBody = Required<S['RuleBody']>;
export type Rule = Omit<S['Rule'], keyof RuleBody> & RuleBody;
export type RuleProblem = S['RuleProblem'];
export type RuleWord = S['RuleWord'];
export type TextMark = S['TextMark'];
export type Matched = Omit<S['MatchedMessage'], 'entry'> & { entry: Entry | null };
export type Preview = Omit<S['RulePreview'], 'matched'> & { matched: Matched[] };
export type BackTest = Omit<S['BackTestStep'], 'shown'> & { shown: Matched[] };
export type Precision = S['Precision'];
export type RulePrecision = S['RulePrecision'];
export type RuleDeed = S['RuleDeed'];
export type Lesson = S['Lesson'];
export type Incident = S['Incident'];
export type Member = S['IncidentMember'];
export type DeliveryState = S['DeliveryState'];
export type Telling = S['TellWhat'];
export type Announcement = S['Announcement'];
export type Announceable = S['Announceable'];
export type Escalation = S['Escalation'];
export type Noticing = S['NoticingSettings'];

export type Flag = S['Flag'];
export type FlagReason = S['FlagReason'];
export type FlagState = S['FlagState'];
export type Confirmed = S['Confirmed'];
export type Approach = S['Approach'];
export type Tone = S['Tone'];
export type ToneClass = S['ToneClass'];
export type ToneCause = S['ToneCause'];

export type { Id, Instant };
