// One's own sign-ins and tokens, as the server lists them.
import { app } from '$app';
import type { SessionInfo } from '../core/types.ts';
import { errorText } from '$ui/form.svelte.ts';

export class SessionList {
  items = $state.raw<SessionInfo[] | null>(null);
  problem = $state('');

  async load(): Promise<void> {
    try {
      this.items = (await app.api.sessions()).items;
      this.problem = '';
    } catch (error) {
      this.problem = errorText(error);
    }
  }

  /** Ends every sign-in but this one. Tokens of programs stay. */
  async endOthers(): Promise<void> {
    try {
      await app.api.endOtherSessions();
    } catch (error) {
      app.toasts.failed(error);
    }
    await this.load();
  }

  /** Ends one; it is shown again if the server would not. */
  async end(session: SessionInfo): Promise<void> {
    const before = this.items;
    this.items = (before ?? []).filter((each) => each.id !== session.id);
    try {
      await app.api.endSession(session.id);
    } catch (error) {
      this.items = before;
      app.toasts.failed(error);
    }
  }
}
