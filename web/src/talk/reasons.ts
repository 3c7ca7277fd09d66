// Why somebody is erased: the grounds that the law knows, most frequent first.
import type { ErasureReason } from '../core/types.ts';

export const REASONS: readonly ErasureReason[] = [
  'requested', 'consent_withdrawn', 'objected', 'no_longer_needed', 'unlawful', 'required',
]; // prettier-ignore
