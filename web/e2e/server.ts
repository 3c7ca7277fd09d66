// A whole installation with its stand-ins, started for the tests and gone with them.
import { spawn, type ChildProcess } from 'node:child_process';
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
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export class Server {
  private constructor(
    readonly world: World,
    private readonly child: ChildProcess,
  ) {}

  /** `GERNE_DEMO` names a binary that is built already; else cargo builds it. */
  static async start(options: { empty?: boolean } = {}): Promise<Server> {
    const built = process.env['GERNE_DEMO'];
    const command = built ?? 'cargo';
    const args = [
      ...(built ? [] : ['run', '--quiet', '--package', 'gerne-demo', '--']),
      'e2e',
      ...(options.empty ? ['--empty'] : []),
    ];
    const child = spawn(command, args, { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] });
    const line = await new Promise<string>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`gerne-demo ended early, with ${code}`)));
      createInterface({ input: child.stdout }).once('line', resolve);
    });
    child.removeAllListeners('exit');
    return new Server(JSON.parse(line) as World, child);
  }

  /** It ends by itself when nobody holds its input any more. */
  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.stdin?.end();
    await ended;
  }
}
