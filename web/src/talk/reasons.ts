// Why somebody is erased: the grounds that the law knows, most frequent first.
import type { DeletionReason, ErasureReason, HidingReason } from '../core/types.ts';

export const REASONS: readonly ErasureReason[] = [
  'requested', 'consent_withdrawn', 'objected', 'no_longer_needed', 'unlawful', 'required',
]; // prettier-ignore

export const DELETION_REASONS: readonly DeletionReason[] = [
  'mistake', 'wrong_place', 'private_data', 'tone', 'required', 'other',
]; // prettier-ignore

/** Of what others left on our page: what breaks a rule. Criticism is no reason. */
export const DELETION_REASONS_THEIRS: readonly DeletionReason[] = [
  'hateful', 'dangerous', 'insulting', 'private_data', 'spam', 'required', 'other',
]; // prettier-ignore

export const HIDING_REASONS: readonly HidingReason[] = [
  'hateful', 'dangerous', 'insulting', 'private_data', 'spam', 'other',
]; // prettier-ignore
