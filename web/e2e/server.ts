// A whole installation with its stand-ins, started for the tests and gone with them.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Agent {
  key: string;
  login: string;
  password: string;
  role: 'agent' | 'lead' | 'admin';
  name: string;
  public_name: string;
}

export interface World {
  gerne: string;
  sim: string;
  /** The company's handle on the stand-in. */
  company: string;
  agents: Agent[];
  /** The one-time link of an installation that nobody has set up yet. */
  setup: string | null;
  /** The company's mailbox at the provider; nobody has connected it yet. */
  mailbox: { address: string; password: string; imap: string; smtp: string };
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A database of its own on the server that `GERNE_TEST_POSTGRES` names. */
class Database {
  readonly #name = `gerne_e2e_${randomUUID().replaceAll('-', '')}`;
  readonly url: string;

  constructor(private readonly server: string) {
    this.#run(`CREATE DATABASE ${this.#name}`);
    const url = new URL(server);
    url.pathname = this.#name;
    this.url = url.href;
  }

  drop(): void {
    this.#run(`DROP DATABASE IF EXISTS ${this.#name} WITH (FORCE)`);
  }

  #run(sql: string): void {
    execFileSync('psql', ['--quiet', '--command', sql, this.server]);
  }
}

export class Server {
  private constructor(
    readonly world: World,
    private readonly child: ChildProcess,
    private readonly database: Database | null,
  ) {}

  /** `GERNE_DEMO` names a binary that is built already; else cargo builds it. On SQLite, or where
      `GERNE_TEST_POSTGRES` names a server, there. */
  static async start(options: { empty?: boolean } = {}): Promise<Server> {
    const built = process.env['GERNE_DEMO'];
    const command = built ?? 'cargo';
    const server = process.env['GERNE_TEST_POSTGRES'];
    const database = server ? new Database(server) : null;
    const args = [
      ...(built ? [] : ['run', '--quiet', '--package', 'gerne-demo', '--']),
      'e2e',
      ...(options.empty ? ['--empty'] : []),
      ...(database ? ['--database', database.url] : []),
    ];
    const child = spawn(command, args, { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] });
    const line = await new Promise<string>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`gerne-demo ended early, with ${code}`)));
      createInterface({ input: child.stdout }).once('line', resolve);
    });
    child.removeAllListeners('exit');
    return new Server(JSON.parse(line) as World, child, database);
  }

  /** It ends by itself when nobody holds its input any more. */
  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.stdin?.end();
    await ended;
    this.database?.drop();
  }
}
