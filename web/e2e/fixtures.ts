// What every test gets: a running installation, customers, and consoles of people who are signed in.
import { test as base, type BrowserContext, type BrowserContextOptions } from '@playwright/test';
import { Api } from './api.ts';
import { Console } from './pages/console.ts';
import { Server, type Agent, type World } from './server.ts';
import { Sim } from './sim.ts';

export type Who = 'anna' | 'jonas' | 'aylin' | 'lena';

interface Shared {
  server: Server;
  apis: (who: Who) => Promise<Api>;
}

interface Own {
  /** Every test begins with empty lists: what others left behind is resolved. */
  swept: void;
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
  server: [
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 600_000 },
  ],
  // Signing in is guarded against guessing, so everybody does it once.
  apis: [
    async ({ server }, use) => {
      const known = new Map<Who, Promise<Api>>();
      await use((who) => {
        const found = known.get(who) ?? Api.signIn(server.world, agentOf(server.world, who));
        known.set(who, found);
        return found;
      });
      for (const api of known.values()) await (await api).dispose();
    },
    { scope: 'worker' },
  ],
  swept: [
    async ({ apis }, use) => {
      await (await apis('anna')).sweep();
      await use();
    },
    { auto: true },
  ],
  world: async ({ server }, use) => use(server.world),
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
