// Customers, driven through the stand-in's control interface.
export interface Post {
  id: string;
  depth: number;
  author: string;
  text: string;
  company: boolean;
  private: boolean;
  gone?: string;
}

interface OnX {
  /** Where its interface is. */
  base: string;
  company: { handle: string };
  threads: { id: string; posts: Post[] }[];
  messages: { text: string; mine: boolean }[];
}

interface OnFacebook {
  /** Where its interface is. */
  base: string;
  page: { handle: string; name: string };
  threads: {
    id: string;
    posts: {
      id: string;
      text: string;
      author: { company: boolean };
      hidden?: boolean;
      likes?: number;
    }[];
  }[];
  messages: { text: string; mine: boolean }[];
}

interface Letter {
  subject: string;
  text: string;
}

interface State {
  company: { handle: string; name: string };
  threads: { id: string; posts: Post[] }[];
}

let made = 0;

export class Sim {
  constructor(
    readonly url: string,
    readonly company: string,
  ) {}

  /** Somebody new whom no other test knows. */
  async customer(name: string, language = 'de'): Promise<Customer> {
    const handle = `kunde_${process.pid}_${++made}`;
    const unique = `${name} ${made}`;
    await this.post('people', {
      handle,
      name: unique,
      language,
      note: '',
      look: '',
      locked: false,
      bot: false,
      company: false,
      follows: [],
    });
    return new Customer(this, handle, unique);
  }

  async state(as?: string): Promise<State> {
    return this.get(`state${as ? `?as=${encodeURIComponent(as)}` : ''}`);
  }

  /** Moves the platform's time on, so that both clocks agree. */
  async advance(seconds: number): Promise<void> {
    await this.post('clock', { advance_seconds: seconds });
  }

  /** From now on the platform does this to matching requests, until it has done it `times` times. */
  async fault(
    fault: string,
    where: { method?: string; path?: string; times?: number; code?: number },
  ) {
    await this.post('faults', { fault, ...where });
  }

  async healed(): Promise<void> {
    await this.#answer(await fetch(`${this.url}/sim/api/faults`, { method: 'DELETE' }));
  }

  /** What X shows to somebody. */
  async onX(as?: string): Promise<OnX> {
    return this.get(`x/state${as ? `?as=${encodeURIComponent(as)}` : ''}`);
  }

  /** What Facebook shows to somebody. */
  async onFacebook(as?: string): Promise<OnFacebook> {
    return this.get(`facebook/state${as ? `?as=${encodeURIComponent(as)}` : ''}`);
  }

  async get<T>(path: string): Promise<T> {
    return this.#answer(await fetch(`${this.url}/sim/api/${path}`));
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    const headers = { 'Content-Type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    return this.#answer(await fetch(`${this.url}/sim/api/${path}`, init));
  }

  async put<T>(path: string, body: unknown): Promise<T> {
    const headers = { 'Content-Type': 'application/json' };
    const init = { method: 'PUT', headers, body: JSON.stringify(body) };
    return this.#answer(await fetch(`${this.url}/sim/api/${path}`, init));
  }

  async #answer<T>(response: Response): Promise<T> {
    const text = await response.text();
    if (!response.ok) throw new Error(`the stand-in says ${response.status}: ${text}`);
    return (text ? JSON.parse(text) : null) as T;
  }
}

export class Customer {
  constructor(
    private readonly sim: Sim,
    readonly handle: string,
    readonly name: string,
  ) {}

  /** Writes to the company in public. */
  say(text: string, more: { in_reply_to?: string } = {}): Promise<Post> {
    return this.#write(`@${this.sim.company} ${text}`, 'public', more);
  }

  /** Writes to the company so that nobody else sees it. */
  whisper(text: string): Promise<Post> {
    return this.#write(`@${this.sim.company} ${text}`, 'direct', {});
  }

  /** Posts in public without naming the company. */
  mutter(text: string): Promise<Post> {
    return this.sim.post('posts', { as: this.handle, text, visibility: 'public' });
  }

  /** Posts on X, naming the company only where the text does. */
  tweet(text: string, more: { reply_to?: string } = {}): Promise<Post> {
    return this.sim.post('x/posts', { as: this.handle, text, ...more });
  }

  /** Writes to the company on X so that nobody else sees it. */
  async message(text: string): Promise<void> {
    await this.sim.post('x/messages', { as: this.handle, text });
  }

  /** What the company said on X below what this person said. */
  async answersOnX(): Promise<Post[]> {
    const { threads } = await this.sim.onX(this.handle);
    const mine = threads.filter((thread) => thread.posts.some((post) => post.text !== undefined));
    return mine.flatMap((thread) => thread.posts).filter((post) => post.company);
  }

  /** Comments on Facebook, below a post or another comment. */
  comment(on: string, text: string): Promise<{ id: string }> {
    return this.sim.post('facebook/comments', { as: this.handle, on, text });
  }

  /** Writes to the Page on Facebook so that nobody else sees it. */
  async messenger(text: string): Promise<void> {
    await this.sim.post('facebook/messages', { as: this.handle, text });
  }

  /** What the Page answered on Facebook: below a post, and to this person alone. */
  async answersOnFacebook(): Promise<{ open: string[]; alone: string[] }> {
    const { threads, messages } = await this.sim.onFacebook(this.handle);
    const posts = threads.flatMap((thread) => thread.posts.slice(1));
    return {
      open: posts.filter((post) => post.author.company).map((post) => post.text),
      alone: messages.filter((each) => !each.mine).map((each) => each.text),
    };
  }

  /** Writes a letter to the company. */
  async letter(subject: string, text: string): Promise<void> {
    await this.sim.post('mail/letters', { as: this.handle, subject, text });
  }

  /** The letters that came to them, newest first. */
  async letters(): Promise<Letter[]> {
    const path = `mail/state?as=${encodeURIComponent(this.handle)}`;
    const { mails } = await this.sim.get<{ mails: (Letter & { mine: boolean })[] }>(path);
    return mails.filter((each) => !each.mine);
  }

  /** Changes what they wrote. */
  async edit(post: Post, text: string): Promise<void> {
    await this.sim.put(`posts/${post.id}`, { text: `@${this.sim.company} ${text}` });
  }

  /** What the company answered, as this person sees it. */
  async answers(): Promise<Post[]> {
    const { threads } = await this.sim.state(this.handle);
    const mine = threads.filter((thread) =>
      thread.posts.some((post) => post.author === this.handle),
    );
    return mine.flatMap((thread) => thread.posts).filter((post) => post.company);
  }

  #write(text: string, visibility: string, more: object): Promise<Post> {
    return this.sim.post('posts', { as: this.handle, text, visibility, ...more });
  }
}
