// What a program would do: for setting the stage, never for what a test is about.
import { randomUUID } from 'node:crypto';
import { request, type APIRequestContext } from '@playwright/test';
import type { Agent, World } from './server.ts';

type Cookies = Awaited<ReturnType<APIRequestContext['storageState']>>;

export class Api {
  private constructor(
    private readonly context: APIRequestContext,
    readonly cookies: Cookies,
  ) {}

  static async signIn(world: World, agent: Agent): Promise<Api> {
    const context = await request.newContext({
      baseURL: world.gerne,
      extraHTTPHeaders: { 'X-Gerne-CSRF': '1' },
    });
    const { login, password } = agent;
    const answer = await context.post('/api/v1/session', { data: { login, password } });
    if (!answer.ok()) throw new Error(`${login} cannot sign in: ${await answer.text()}`);
    return new Api(context, await context.storageState());
  }

  async get<T>(path: string): Promise<T> {
    return this.#body(await this.context.get(`/api/v1${path}`));
  }
  async patch<T>(path: string, data: unknown): Promise<T> {
    return this.#body(await this.context.patch(`/api/v1${path}`, { data }));
  }
  async post<T>(path: string, data: unknown): Promise<T> {
    return this.#body(await this.context.post(`/api/v1${path}`, { data }));
  }
  async put<T>(path: string, data: unknown): Promise<T> {
    return this.#body(await this.context.put(`/api/v1${path}`, { data }));
  }
  async remove(path: string): Promise<void> {
    await this.#body(await this.context.delete(`/api/v1${path}`));
  }
  /** Answers, having seen whatever is there. */
  async reply(conversation: string, text: string): Promise<void> {
    const { head } = await this.get<{ head: number }>('/events?after=0&limit=1');
    const path = `/api/v1/conversations/${conversation}/replies`;
    const headers = { 'Idempotency-Key': randomUUID() };
    await this.#body(await this.context.post(path, { data: { text, seen: head }, headers }));
  }
  /** Moves the installation's time on. */
  async advance(seconds: number): Promise<void> {
    await this.#body(await this.context.post('/dev/clock', { data: { advance_seconds: seconds } }));
  }
  /** For how long public replies can be called back. */
  async hold(seconds: number): Promise<void> {
    const { items } = await this.get<{ items: { id: string }[] }>('/accounts');
    for (const { id } of items)
      await this.patch(`/accounts/${id}`, { settings: { hold_public_seconds: seconds } });
  }
  /** Resolves whatever is open. */
  async sweep(): Promise<void> {
    const { items } = await this.get<{ items: { id: string }[] }>(
      '/conversations?status=open&limit=200',
    );
    const ids = items.map((row) => row.id);
    if (ids.length) await this.post('/conversations/bulk', { ids, change: { status: 'resolved' } });
  }
  async dispose(): Promise<void> {
    await this.context.dispose();
  }

  async #body<T>(answer: Awaited<ReturnType<APIRequestContext['get']>>): Promise<T> {
    if (!answer.ok()) throw new Error(`${answer.url()}: ${answer.status()} ${await answer.text()}`);
    const text = await answer.text();
    return (text ? JSON.parse(text) : null) as T;
  }
}
