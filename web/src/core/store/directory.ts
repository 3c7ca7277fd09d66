// Who and what there is: agents, teams, labels, accounts, platforms, saved views, texts kept ready.
// Small, whole.
import { namesNobody } from '../channels.ts';
import type { Api } from '../api.ts';
import { learn } from '../text.ts';
import { Pulse } from '../pulse.ts';
import { Signal } from '../signal.ts';
import type {
  AccountInfo,
  AgentInfo,
  Id,
  Label,
  PlatformInfo,
  Snippet,
  Team,
  View,
} from '../types.ts';

type Kind = 'agents' | 'teams' | 'labels' | 'accounts' | 'platforms' | 'views' | 'snippets';

export class Directory extends Signal {
  agents: AgentInfo[] = [];
  teams: Team[] = [];
  labels: Label[] = [];
  accounts: AccountInfo[] = [];
  platforms: PlatformInfo[] = [];
  views: View[] = [];
  snippets: Snippet[] = [];
  ready = false;
  /** What a platform is called in the language that is spoken. */
  words = (_platform: string, name: string): string => name;
  readonly #pulses: Record<Kind, Pulse>;

  constructor(private readonly api: Api) {
    super();
    const pulse = (kind: Kind): Pulse => new Pulse(() => this.refresh(kind), 100, 500);
    this.#pulses = {
      agents: pulse('agents'),
      teams: pulse('teams'),
      labels: pulse('labels'),
      accounts: pulse('accounts'),
      platforms: pulse('platforms'),
      views: pulse('views'),
      snippets: pulse('snippets'),
    };
  }

  async load(): Promise<void> {
    const kinds = Object.keys(this.#pulses) as Kind[];
    await Promise.all(kinds.map((kind) => this.refresh(kind)));
    this.ready = true;
    this.changed();
  }

  async refresh(kind: Kind): Promise<void> {
    const page = await this.api[kind]();
    // Nothing is counted before it is known how.
    if (kind === 'accounts')
      await learn((page.items as AccountInfo[]).map((each) => each.limits?.counting)).catch(
        () => undefined,
      );
    Object.assign(this, { [kind]: page.items });
    this.changed();
  }

  /** Something of this kind changed. */
  stale(kind: Kind): void {
    this.#pulses[kind].want();
  }

  agent(id: Id | null | undefined): AgentInfo | undefined {
    return id ? this.agents.find((each) => each.id === id) : undefined;
  }

  team(id: Id | null | undefined): Team | undefined {
    return id ? this.teams.find((each) => each.id === id) : undefined;
  }

  label(id: Id): Label | undefined {
    return this.labels.find((each) => each.id === id);
  }

  account(id: Id | null | undefined): AccountInfo | undefined {
    return id ? this.accounts.find((each) => each.id === id) : undefined;
  }

  platformName(platform: string): string {
    const name = this.platforms.find((each) => each.platform === platform)?.name ?? platform;
    return this.words(platform, name);
  }

  /** Somebody's handle as people on that platform write it: `@clara`, but `clara@web.example`. */
  address(platform: string | null | undefined, handle: string): string {
    const found = this.platforms.find((each) => each.platform === platform);
    const bare = found?.capabilities.letters || namesNobody(platform);
    return bare || handle.startsWith('@') ? handle : `@${handle}`;
  }

  setOnline(ids: Id[]): void {
    const online = new Set(ids);
    this.agents = this.agents.map((each) =>
      each.online === online.has(each.id) ? each : { ...each, online: online.has(each.id) },
    );
    this.changed();
  }
}
