// What a form knows while it is sent: that it is busy, and what the server found wrong with it.
import { language, lookUp, say } from '$i18n';
import { ApiError } from '../core/client.ts';
import { spoken } from '../core/time.ts';
import { problemText } from '../core/toasts.ts';

/** Codes that say what is wrong with one field. Others are about the whole form. */
const FIELDS: Record<string, string> = {
  'agent.login': 'login',
  'agent.login_taken': 'login',
  'agent.name': 'name',
  'agent.public_name': 'public_name',
  'password.too_short': 'password',
  'password.too_long': 'password',
  'password.wrong': 'old',
  'team.name': 'name',
  'team.name_taken': 'name',
  'label.name': 'name',
  'label.name_taken': 'name',
  'label.colour': 'colour',
  'view.name': 'name',
  'snippet.name': 'name',
  'snippet.text': 'text',
  'connect.address_missing': 'address',
  'connect.address_invalid': 'address',
  'connect.address_forbidden': 'address',
  'connect.unreachable': 'address',
  'connect.not_mastodon': 'address',
  'connect.token_rejected': 'token',
  'connect.email_missing': 'address',
  'connect.email_invalid': 'address',
  'connect.password_missing': 'password',
  'connect.imap_login': 'password',
  'connect.app_password': 'password',
  'connect.days_invalid': 'days',
  'connect.client_missing': 'client_id',
  'connect.client_unwanted': 'client_id',
  'connect.client_id_missing': 'client_id',
  'connect.client_rejected': 'client_id',
  'connect.not_x': 'address',
};

/** A code of the server's in words; `error-failed` when nobody wrote it down. */
export function codeText(code: string, values: Record<string, unknown> = {}): string {
  const args = spoken(values, new Date(), language());
  return lookUp(keyOf(code), 'error-failed', args);
}

const keyOf = (code: string): string => `error-${code.replace(/[._]/g, '-')}`;

/** A failure in words. */
export const errorText = (error: unknown): string => say(problemText(error));

export class Submission {
  busy = $state(false);
  #error = $state.raw<unknown>(null);
  /** When one may try again, by our own clock; 0 when at once. */
  waitUntil = $state(0);

  /** Does it; true when it worked. Errors stay here to be shown. */
  async run(act: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    try {
      await act();
      this.#error = null;
      this.waitUntil = 0;
      return true;
    } catch (error) {
      this.#error = error;
      const wait = error instanceof ApiError ? error.problem.values['retry_after'] : null;
      this.waitUntil = typeof wait === 'number' ? Date.now() + wait * 1000 : 0;
      return false;
    } finally {
      this.busy = false;
    }
  }

  clear(): void {
    this.#error = null;
    this.waitUntil = 0;
  }

  get code(): string | null {
    return this.#error instanceof ApiError ? this.#error.code : this.#error ? 'failed' : null;
  }

  /** What is wrong with a field. */
  field(name: string): string | undefined {
    if (!(this.#error instanceof ApiError)) return undefined;
    const found = this.#error.problem.errors.find((each) => each.field.split('.').at(-1) === name);
    if (found) return codeText(found.code);
    return FIELDS[this.#error.code] === name ? errorText(this.#error) : undefined;
  }

  /** What is wrong with all of it, unless a field says it; `shown` are the fields that do. */
  whole(shown: readonly string[] = []): string {
    if (!this.#error) return '';
    return shown.some((name) => this.field(name)) ? '' : errorText(this.#error);
  }
}
