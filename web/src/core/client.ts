// One door to the server: problem documents become errors that can be translated, every write
// carries what the server asks for, every answer's number is remembered.

import type { Page } from './types.ts';

export interface Problem {
  status: number;
  code: string;
  title: string;
  values: Record<string, unknown>;
  errors: { field: string; code: string }[];
  body: Record<string, unknown>;
}

export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(`${problem.status} ${problem.code}`);
    this.name = 'ApiError';
  }
  get code(): string {
    return this.problem.code;
  }
  get status(): number {
    return this.problem.status;
  }
}

export type Query = Record<
  string,
  string | number | boolean | null | undefined | readonly string[]
>;

export interface CallOptions {
  path?: Record<string, string>;
  query?: Query;
  body?: unknown;
  form?: FormData;
  key?: string;
  signal?: AbortSignal;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export const BASE = '/api/v1';

export function query(values: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined || value === false) continue;
    if (Array.isArray(value)) for (const each of value as string[]) search.append(name, each);
    else search.append(name, String(value));
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}

export class Client {
  /** The newest event that any answer is known to hold. */
  seq = 0;
  /** Called when the server no longer knows us. */
  onSignedOut: () => void = () => {};

  constructor(private readonly send: typeof fetch = (...args) => fetch(...args)) {}

  async call<T>(method: Method, template: string, options: CallOptions = {}): Promise<T> {
    return (await this.stamped<T>(method, template, options)).body;
  }

  /** The answer, with the number of the newest event that it is known to hold. */
  async stamped<T>(
    method: Method,
    template: string,
    options: CallOptions = {},
  ): Promise<{ body: T; seq: number }> {
    const path = fill(template, options.path);
    const headers: Record<string, string> = { Accept: 'application/json' };
    if (method !== 'GET') headers['X-Gerne-CSRF'] = '1';
    if (options.key) headers['Idempotency-Key'] = options.key;
    if (options.body !== undefined) headers['Content-Type'] = 'application/json';
    let response: Response;
    try {
      response = await this.send(BASE + path + query(options.query ?? {}), {
        method,
        headers,
        body: options.form ?? (options.body === undefined ? null : JSON.stringify(options.body)),
        credentials: 'same-origin',
        ...(options.signal ? { signal: options.signal } : {}),
      });
    } catch (cause) {
      if (options.signal?.aborted) throw cause;
      throw new ApiError(problem(0, { code: 'offline' }));
    }
    const seq = Number(response.headers.get('X-Gerne-Seq'));
    if (seq > this.seq) this.seq = seq;
    const body = await json(response);
    if (response.ok) return { body: body as T, seq: seq || 0 };
    const failure = problem(response.status, body);
    if (failure.code === 'session.required' || failure.code === 'session.expired')
      this.onSignedOut();
    throw new ApiError(failure);
  }

  /** A file, with the name that the server gives it. */
  async file(template: string, options: CallOptions): Promise<{ blob: Blob; name: string }> {
    const path = fill(template, options.path);
    let response: Response;
    try {
      response = await this.send(BASE + path + query(options.query ?? {}), {
        credentials: 'same-origin',
      });
    } catch {
      throw new ApiError(problem(0, { code: 'offline' }));
    }
    if (!response.ok) throw new ApiError(problem(response.status, await json(response)));
    const told = /filename="?([^";]+)"?/.exec(response.headers.get('Content-Disposition') ?? '');
    try {
      return { blob: await response.blob(), name: told?.[1] ?? 'export.zip' };
    } catch {
      // It ended in the middle.
      throw new ApiError(problem(0, { code: 'offline' }));
    }
  }

  /** A list; short ones come bare, long ones in pages. */
  async list<T>(template: string, options: CallOptions = {}): Promise<Page<T>> {
    const answer = await this.call<Page<T> | T[]>('GET', template, options);
    return Array.isArray(answer) ? { items: answer, next: null, total: answer.length } : answer;
  }
}

const fill = (template: string, parts: CallOptions['path']): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = parts?.[name];
    if (value === undefined) throw new Error(`${template} lacks ${name}`);
    return encodeURIComponent(value);
  });

async function json(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!text) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function problem(status: number, body: unknown): Problem {
  const parts = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  return {
    status,
    code:
      typeof parts['code'] === 'string' ? parts['code'] : status >= 500 ? 'unavailable' : 'failed',
    title: typeof parts['title'] === 'string' ? parts['title'] : '',
    values: (parts['values'] as Record<string, unknown>) ?? {},
    errors: (parts['errors'] as Problem['errors']) ?? [],
    body: parts,
  };
}

/** A UUIDv7: sortable by time, made where the agent is. */
export function uuid(now = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) & 0xff;
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [0, 8, 12, 16, 20].map((from, i, all) => hex.slice(from, all[i + 1])).join('-');
}
