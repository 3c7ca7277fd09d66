// What an account's health means for people: one word, and whether it is good.
import type { AccountInfo } from '../../core/types.ts';

export type State = 'live' | 'reading' | 'slow' | 'disconnected' | 'paused' | 'starting' | 'silent';
export type Tone = 'good' | 'warn' | 'bad' | 'quiet';

const SLOW_SECONDS = 10 * 60;

export function stateOf(account: AccountInfo): State {
  if (account.status === 'disconnected') return 'disconnected';
  if (account.status === 'paused') return 'paused';
  if (account.problem === 'account.no_answer') return 'silent';
  if (!account.health.last_fetch_at) return 'starting';
  if ((account.health.lag_seconds ?? 0) > SLOW_SECONDS || account.health.next_try_at) return 'slow';
  return account.health.stream === 'open' ? 'live' : 'reading';
}

export const toneOf: Record<State, Tone> = {
  live: 'good',
  reading: 'good',
  slow: 'warn',
  starting: 'quiet',
  disconnected: 'bad',
  silent: 'bad',
  paused: 'quiet',
};
