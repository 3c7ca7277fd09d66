// What every test gets: a running installation, customers, and consoles of people who are signed in.
import { test as base, type BrowserContext, type BrowserContextOptions } from '@playwright/test';
import { Api } from './api.ts';
import { Console } from './pages/console.ts';
import { Server, type Agent, type World } from './server.ts';
import { Sim } from './sim.ts';

export type Who = 'anna' | 'jonas' | 'aylin' | 'lena';

/** An installation, and who is signed in there: that is guarded against guessing, so everybody does
    it once. */
class House {
  readonly #known = new Map<Who, Promise<Api>>();

  private constructor(
    readonly file: string,
    readonly server: Server,
  ) {}

  static async open(file: string): Promise<House> {
    return new House(file, await Server.start());
  }

  api = (who: Who): Promise<Api> => {
    const { world } = this.server;
    const found = this.#known.get(who) ?? Api.signIn(world, agentOf(world, who));
    this.#known.set(who, found);
    return found;
  };

  async close(): Promise<void> {
    for (const api of this.#known.values()) await (await api).dispose();
    await this.server.stop();
  }
}

interface Shared {
  houses: (file: string) => Promise<House>;
}

interface Own {
  /** Every test begins with empty lists: what others left behind is resolved. */
  swept: void;
  house: House;
  apis: (who: Who) => Promise<Api>;
  world: World;
  sim: Sim;
  /** Opens a console of somebody's; each is a browser of its own. */
  as: (who: Who, options?: BrowserContextOptions) => Promise<Console>;
}

export const agentOf = (world: World, who: Who): Agent => {
  const found = world.agents.find((agent) => agent.key === who);
  if (!found) throw new Error(`the demo knows no ${who}`);
  return found;
};

export const test = base.extend<Own, Shared>({
  // Each file has an installation of its own: one moves the clock by days, another makes an outage.
  houses: [
    async ({}, use) => {
      let house: House | undefined;
      await use(async (file) => {
        if (house?.file === file) return house;
        await house?.close();
        house = undefined;
        house = await House.open(file);
        return house;
      });
      await house?.close();
    },
    { scope: 'worker' },
  ],
  // Cargo may have to build it first.
  house: [
    async ({ houses }, use, info) => use(await houses(info.file)),
    { scope: 'test', timeout: 600_000 },
  ],
  apis: async ({ house }, use) => use(house.api),
  swept: [
    async ({ apis }, use) => {
      await (await apis('anna')).sweep();
      await use();
    },
    { auto: true },
  ],
  world: async ({ house }, use) => use(house.server.world),
  sim: async ({ world }, use) => use(new Sim(world.sim, world.company)),
  as: async ({ browser, world, apis, contextOptions }, use, info) => {
    const contexts: BrowserContext[] = [];
    await use(async (who, options = {}) => {
      const { cookies } = await apis(who);
      const context = await browser.newContext({
        ...contextOptions,
        ...info.project.use,
        ...options,
        baseURL: world.gerne,
        storageState: cookies,
      });
      contexts.push(context);
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.stack ?? String(error)));
      return new Console(page, errors);
    });
    for (const context of contexts) await context.close();
  },
});

export { expect } from '@playwright/test';
