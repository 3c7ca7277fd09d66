import { expect, test } from './fixtures.ts';
import type { Api } from './api.ts';
import type { Post, Sim } from './sim.ts';
import { de } from './words.ts';

interface Info {
  id: string;
  platform: string;
  settings: { budget_day_cents: number; budget_month_cents: number };
}
interface List<T> {
  items: T[];
}
/** The application that the stand-in knows. */
const APP = { id: 'Z2VybmUtc2ltOjE6Y2k', secret: 'gerne-sim-client-secret-of-no-worth' };

async function onX(admin: Api): Promise<Info | undefined> {
  const { items } = await admin.get<List<Info>>('/accounts');
  return items.find((each) => each.platform === 'x');
}

/** The company's account on X, connected and everybody's. */
async function connected(admin: Api, sim: Sim): Promise<Info> {
  let info = await onX(admin);
  if (!info) {
    const { base, company } = await sim.onX();
    const tokens = await sim.post<{ access_token: string; refresh_token: string }>('x/tokens', {
      account: company.handle,
    });
    const form = {
      client_id: APP.id,
      client_secret: APP.secret,
      token: tokens.access_token,
      refresh_token: tokens.refresh_token,
      address: base,
    };
    const step = await admin.post<{ account: Info }>('/accounts/connect', { platform: 'x', form });
    info = step.account;
  }
  const teams = await admin.get<List<{ id: string }>>('/teams');
  const all = teams.items.map((each) => each.id);
  return admin.patch<Info>(`/accounts/${info.id}`, {
    teams: all,
    settings: { hold_public_seconds: 0, budget_day_cents: 0, budget_month_cents: 0 },
  });
}

test('an account on X is connected with the own application', async ({ as, apis, sim, world }) => {
  const anna = await as('anna');
  const { base, company } = await sim.onX();
  await anna.goto('/settings/channels/new');
  const { page } = anna;
  await page.getByRole('button', { name: /^X/ }).click();
  // Tokens are asked of nobody who goes through the browser.
  await expect(page.getByLabel(de('connect-x-token'), { exact: true })).toHaveCount(0);
  await page.getByLabel(de('connect-x-client-id')).fill(APP.id);
  await page.getByLabel(de('connect-x-client-secret')).fill(APP.secret);
  await page.getByRole('button', { name: de('connect-more') }).click();
  await expect(page.getByLabel(de('connect-x-doorbell'))).toHaveValue('activity');
  await page.getByLabel(de('connect-x-doorbell')).selectOption('none');
  await page.getByLabel(de('connect-x-address')).fill(base);
  await page.getByRole('button', { name: de('connect-go-browser') }).click();
  await page.waitForURL(`${base}/**`);
  await page.locator('select').selectOption(company.handle);
  await page.locator('button[value=allow]').click();
  await page.waitForURL(`${world.gerne}/**`);
  await expect(page.getByText(de('connect-works', { handle: `@${company.handle}` }))).toBeVisible();
  expect(await onX(await apis('anna'))).toBeTruthy();
  await anna.noErrors();
});

test('a mention on X is answered; emoji count double and a link makes it dear', async ({
  as,
  apis,
  sim,
}) => {
  await connected(await apis('anna'), sim);
  const { company } = await sim.onX();
  const frida = await sim.customer('Frida Blum');
  const aylin = await as('aylin');
  await aylin.list('open');
  await frida.tweet(`@${company.handle} seit gestern friert das Bild ein.`);
  await aylin.open(frida.name);
  await aylin.press('r');
  const counter = aylin.page.locator('#reply-counter');
  const signature = ' ^Aylin'.length;
  await aylin.reply.fill('Hallo 👋🏽');
  await expect(counter).toHaveText(`${'Hallo '.length + 2} / ${280 - signature}`);
  await aylin.reply.fill('漢字');
  await expect(counter).toHaveText(`4 / ${280 - signature}`);
  const price = aylin.page.locator('.price');
  await expect(price).toContainText('$');
  await expect(price).not.toHaveClass(/dear/);
  await aylin.reply.fill('Bitte hier nachsehen: nordlicht.example.com/bild');
  await expect(price).toHaveClass(/dear/);
  await expect(counter).toHaveText(`${'Bitte hier nachsehen: '.length + 23} / ${280 - signature}`);
  await aylin.reply.fill('x'.repeat(280));
  await expect(aylin.page.getByRole('button', { name: de('send-public') })).toBeDisabled();
  await aylin.reply.fill('Hallo! An beiden Geräten?');
  await aylin.press('Control+Enter');
  await expect
    .poll(async () => (await frida.answersOnX()).map((post) => post.text).join())
    .toContain('An beiden Geräten? ^Aylin');
  await aylin.noErrors();
});

test('who did not call us is answered over there: said before a word is written', async ({
  as,
  apis,
  sim,
}) => {
  await connected(await apis('anna'), sim);
  const { company } = await sim.onX();
  const [greta, tom] = [await sim.customer('Greta Lindner'), await sim.customer('Tom Walker')];
  const aylin = await as('aylin');
  await aylin.list('open');
  const found = await greta.tweet('Drei Wochen warte ich schon auf einen Rückruf.');
  await tom.tweet(`@${company.handle} schaut mal, bitte.`, { reply_to: found.id });
  await aylin.open(tom.name);
  await expect(aylin.said('Drei Wochen warte ich schon')).toBeVisible();
  await expect(aylin.reply).toBeVisible();
  // Tom called us; Greta did not.
  const hers = aylin.timeline.locator('article').filter({ hasText: 'Drei Wochen warte' }).first();
  await hers.hover();
  await hers.getByRole('button', { name: de('message-more') }).click();
  await aylin.page.getByRole('option', { name: de('message-reply-to') }).click();
  await expect(aylin.page.getByText(de('uncalled-title', { platform: 'X' }))).toBeVisible();
  await expect(aylin.reply).toHaveCount(0);
  const link = aylin.page.getByRole('link', { name: de('uncalled-open', { platform: 'X' }) });
  await expect(link).toHaveAttribute('href', new RegExp(`/status/${found.id}$`));
  // Where a private message is possible, it is one step away, and so is the way back.
  await aylin.page.getByRole('button', { name: de('uncalled-private') }).click();
  await expect(aylin.reply).toBeFocused();
  await aylin.page.getByRole('button', { name: de('visibility-private'), exact: true }).click();
  await aylin.page.getByRole('option', { name: de('visibility-public') }).click();
  await expect(link).toBeVisible();
  // Whoever goes there is who will have said it.
  const told = aylin.page.waitForResponse(/\/goes-there$/);
  await link.click();
  expect((await told).status()).toBe(204);
  await aylin.noErrors();
});

test('a private message on X is answered in private, without a price of a post', async ({
  as,
  apis,
  sim,
}) => {
  await connected(await apis('anna'), sim);
  const ines = await sim.customer('Ines Moreira');
  const aylin = await as('aylin');
  await aylin.list('open');
  await ines.message('Meine Kundennummer ist 20-4711-88.');
  // Private messages are dear, so they are asked for less often.
  await sim.advance(130);
  await (await apis('anna')).advance(130);
  await aylin.open(ines.name);
  await aylin.reply.fill('Danke, notiert.');
  await aylin.page.getByRole('button', { name: de('send-private') }).click();
  await expect
    .poll(async () => (await sim.onX(ines.handle)).messages.map((one) => one.text).join())
    .toContain('Danke, notiert.');
});

test('a budget is chosen in dollars and kept in cents', async ({ as, apis, sim }) => {
  const admin = await apis('anna');
  const { id } = await connected(admin, sim);
  const anna = await as('anna');
  await anna.goto(`/settings/channels/${id}`);
  const { page } = anna;
  const day = page.getByLabel(de('budget-day'));
  await expect(page.getByText(de('budget-none')).first()).toBeVisible();
  await day.fill('12.5');
  await day.press('Tab');
  await page.getByRole('button', { name: de('house-save') }).click();
  await expect(page.getByText(de('house-unsaved'))).toHaveCount(0);
  await expect.poll(async () => (await onX(admin))?.settings.budget_day_cents).toBe(1250);
  await page.reload();
  await expect(day).toHaveValue('12.5');
  await day.fill('');
  await day.press('Tab');
  await page.getByRole('button', { name: de('house-save') }).click();
  await expect.poll(async () => (await onX(admin))?.settings.budget_day_cents).toBe(0);
  await anna.noErrors();
});

test('a budget that is spent is told where the channel is, and over when it is raised', async ({
  as,
  apis,
  sim,
}) => {
  const admin = await apis('anna');
  const { id } = await connected(admin, sim);
  const { company } = await sim.onX();
  const mina = await sim.customer('Mina Sauer');
  const budget = (cents: number) =>
    admin.patch(`/accounts/${id}`, { settings: { budget_day_cents: cents } });
  await budget(1);
  const anna = await as('anna');
  await anna.goto(`/settings/channels/${id}`);
  await mina.tweet(`@${company.handle} hört mich jemand?`);
  await sim.advance(130);
  await admin.advance(130);
  const spent = anna.page.getByText(de('reason-budget-day-spent', { until: '' }).slice(0, 30));
  await expect(spent.first()).toBeVisible();
  await budget(0);
  await sim.advance(700);
  await admin.advance(700);
  await expect(spent).toHaveCount(0);
  await anna.list('open');
  await expect(anna.row(mina.name)).toBeVisible();
  await anna.noErrors();
});

test('what is hateful is hidden at once, looked at by a lead, and can be shown again', async ({
  as,
  apis,
  sim,
}) => {
  await connected(await apis('anna'), sim);
  const { company } = await sim.onX();
  const troll = await sim.customer('Ein Störer');
  const [aylin, jonas] = [await as('aylin'), await as('jonas')];
  await aylin.list('open');
  // X lets us hide what stands below our own posts.
  const ours = await sim.post<Post>('x/posts', { as: company.handle, text: 'Guten Morgen!' });
  await troll.tweet(`@${company.handle} ihr gehört alle weg.`, { reply_to: ours.id });
  await aylin.open(troll.name);
  const { page } = aylin;
  const theirs = aylin.timeline.locator('article').filter({ hasText: 'ihr gehört alle weg' });
  await theirs.hover();
  await theirs.getByRole('button', { name: de('message-more') }).click();
  await page.getByRole('option', { name: de('hiding-go-dots') }).click();
  await page.getByRole('combobox', { name: de('hiding-reason') }).selectOption('hateful');
  await page.getByRole('button', { name: de('hiding-go'), exact: true }).click();
  const note = theirs.getByRole('group', { name: de('hidden-label') });
  await expect(note).toContainText(de('hiding-reason-hateful'));
  await expect(note).toContainText(de('hidden-waits'));
  // A lead finds it where the decisions are.
  await jonas.goto('/outbox');
  await jonas.page.getByRole('button', { name: de('hidden-keep') }).click();
  await expect(jonas.page.getByText(de('hidings-none'))).toBeVisible();
  await expect(note).not.toContainText(de('hidden-waits'));
  await note.getByRole('button', { name: de('hidden-show') }).click();
  await expect(note).toHaveCount(0);
  await aylin.noErrors();
  await jonas.noErrors();
});

test('what an account costs is told by kind of call', async ({ as, apis, sim }) => {
  const { id } = await connected(await apis('anna'), sim);
  const { company } = await sim.onX();
  const cem = await sim.customer('Cem Bulut');
  const jonas = await as('jonas');
  await jonas.list('open');
  // Reading a mention and looking its author up is what costs.
  await cem.tweet(`@${company.handle} was kostet das?`);
  await expect(jonas.row(cem.name)).toBeVisible();
  await jonas.goto(`/settings/channels/${id}`);
  await expect(jonas.page.getByRole('heading', { name: de('spend-title') })).toBeVisible();
  const people = jonas.page.getByRole('row', { name: de('spend-kind-people') });
  await expect(people).toContainText('$');
  await jonas.noErrors();
});
