import { clean } from './clean.ts';
import { agentOf, expect, test } from './fixtures.ts';
import type { Api } from './api.ts';
import type { Console } from './pages/console.ts';
import type { Sim } from './sim.ts';
import { de } from './words.ts';

interface Info {
  id: string;
  platform: string;
}
interface List<T> {
  items: T[];
}
/** The application that the stand-in knows. */
const APP = { id: '415926535897932', secret: '5f8cgerne0sim0app0secret0of0no0w' };

async function onFacebook(admin: Api): Promise<Info | undefined> {
  const { items } = await admin.get<List<Info>>('/accounts');
  return items.find((each) => each.platform === 'facebook');
}

/** The company's Page, connected and everybody's. */
async function connected(admin: Api, sim: Sim): Promise<Info> {
  let info = await onFacebook(admin);
  if (!info) {
    const { base } = await sim.onFacebook();
    const { access_token } = await sim.post<{ access_token: string }>('facebook/tokens', {});
    const form = { app_id: APP.id, app_secret: APP.secret, token: access_token, address: base };
    const step = await admin.post<{ account: Info }>('/accounts/connect', {
      platform: 'facebook',
      form,
    });
    info = step.account;
  }
  const teams = await admin.get<List<{ id: string }>>('/teams');
  const all = teams.items.map((each) => each.id);
  return admin.patch<Info>(`/accounts/${info.id}`, {
    teams: all,
    settings: { hold_public_seconds: 0, hold_private_seconds: 0 },
  });
}

/** Something of the Page's to comment on. */
async function post(sim: Sim): Promise<string> {
  const { page } = await sim.onFacebook();
  const made = await sim.post<{ id: string }>('facebook/posts', {
    as: page.handle,
    text: 'Neu: Glasfaser in der Südstadt.',
  });
  return made.id;
}

async function menu(console: Console, text: string, option: string): Promise<void> {
  const said = console.timeline.locator('article').filter({ hasText: text }).first();
  await said.hover();
  await said.getByRole('button', { name: de('message-more') }).click();
  await console.page.getByRole('option', { name: option }).click();
}

const MESSENGER = { place: 'Messenger' };
const privately = de('message-reply-place', MESSENGER);
const inMessenger = de('send-place', MESSENGER);

test.setTimeout(120_000);

test('a Page is connected with the own app', async ({ as, apis, sim, world }) => {
  const anna = await as('anna');
  const { base, page: company } = await sim.onFacebook();
  await anna.goto('/settings/channels/new');
  const { page } = anna;
  await page.getByRole('button', { name: /^Facebook/ }).click();
  await expect(page.getByLabel(de('connect-facebook-token'), { exact: true })).toHaveCount(0);
  await page.getByLabel(de('connect-facebook-app-id'), { exact: true }).fill(APP.id);
  await page.getByLabel(de('connect-facebook-app-secret'), { exact: true }).fill(APP.secret);
  await page.getByRole('button', { name: de('connect-more') }).click();
  await page.getByLabel(de('connect-facebook-address')).fill(base);
  await clean(page);
  await page.getByRole('button', { name: de('connect-go-browser') }).click();
  await page.waitForURL(/dialog\/oauth/);
  await page.locator('button[value=allow]').click();
  await page.waitForURL(`${world.gerne}/**`);
  // Where a login gives several Pages, one is chosen first.
  const works = page.getByText(de('connect-works', { handle: company.name }));
  const choose = page.getByRole('heading', { name: de('choose-title') });
  await expect(works.or(choose)).toBeVisible();
  if (await choose.isVisible()) {
    await page.getByRole('checkbox', { name: company.name }).check();
    await page.getByRole('button', { name: de('choose-go', { count: 1 }) }).click();
  }
  await expect(works).toBeVisible();
  expect(await onFacebook(await apis('anna'))).toBeTruthy();
  await anna.noErrors();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`of several Pages those that can be are chosen, ${colorScheme}`, async ({ as }) => {
    const anna = await as('anna', { colorScheme });
    const { page } = anna;
    const one = { picture_url: null, problem: null, connected: false };
    const problem = { key: 'connect.page_task', values: { task: 'MODERATE' } };
    const choices = [
      { ...one, id: '1', name: 'Nordlicht' },
      { ...one, id: '2', name: 'Nordlicht Kiel', connected: true },
      { ...one, id: '3', name: 'Nordlicht Fans', problem },
    ];
    const asked: unknown[] = [];
    await page.route('**/api/v1/accounts/choices*', (route) => {
      if (route.request().method() === 'GET')
        return route.fulfill({ json: { platform: 'facebook', choices } });
      asked.push(route.request().postDataJSON());
      return route.fulfill({ json: { items: [], next: null, total: 0 } });
    });
    await anna.goto('/settings/channels?choose=a-mark');
    const go = page.getByRole('button', { name: de('choose-go', { count: 1 }) });
    await expect(go).toBeDisabled();
    await expect(page.getByRole('checkbox', { name: 'Nordlicht Fans' })).toBeDisabled();
    await page.getByRole('checkbox', { name: 'Nordlicht Kiel' }).check();
    await expect(page.getByText(de('choose-connected'))).toBeVisible();
    await clean(page);
    await go.click();
    await expect.poll(() => asked).toEqual([{ mark: 'a-mark', chosen: ['2'] }]);
    await anna.noErrors();
  });

test('a comment is answered in public, and once in private; then Messenger goes on', async ({
  as,
  apis,
  sim,
}) => {
  await connected(await apis('anna'), sim);
  const clara = await sim.customer('Clara Albers');
  const aylin = await as('aylin');
  await aylin.list('open');
  await clara.comment(await post(sim), 'Gibt es das auch in der Nordstadt?');
  await expect(aylin.row(clara.name)).toBeVisible({ timeout: 60_000 });
  await aylin.open(clara.name);
  const { page } = aylin;
  // In public, because the question was.
  const choice = page.getByRole('button', { name: de('visibility-public'), exact: true });
  await expect(choice).toBeVisible();
  await expect(page.getByText(`@${clara.name}`)).toHaveCount(0);
  await aylin.reply.fill('Ja, ab März!');
  await page.getByRole('button', { name: de('send-public') }).click();
  await expect
    .poll(async () => (await clara.answersOnFacebook()).open.join())
    .toContain('Ja, ab März!');

  await menu(aylin, 'in der Nordstadt', privately);
  const once = de('private-once', { name: clara.name });
  await expect(page.getByText(once)).toBeVisible();
  await clean(page);
  await aylin.reply.fill('Wie ist Ihre Adresse?');
  await page.getByRole('button', { name: inMessenger }).click();
  await expect
    .poll(async () => (await clara.answersOnFacebook()).alone.join())
    .toContain('Wie ist Ihre Adresse?');

  // Once is once: why, before a word is written, and what can be done instead.
  await menu(aylin, 'in der Nordstadt', privately);
  await expect(page.getByText(de('shut-private'))).toBeVisible();
  await expect(aylin.reply).toHaveCount(0);
  await expect(page.getByRole('button', { name: de('shut-goes-on', MESSENGER) })).toHaveCount(0);
  await clean(page);
  await page.getByRole('button', { name: de('shut-public'), exact: true }).click();
  await expect(choice).toBeVisible();

  // As soon as they write in Messenger, one key leads there.
  await clara.messenger('Lange Reihe 3.');
  await expect(aylin.said('Lange Reihe 3.')).toBeVisible({ timeout: 60_000 });
  await menu(aylin, 'in der Nordstadt', privately);
  await expect(page.getByRole('button', { name: de('shut-goes-on', MESSENGER) })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(aylin.reply).toBeFocused();
  await page.keyboard.type('Danke, ich sehe nach.');
  await page.getByRole('button', { name: inMessenger }).click();
  await expect
    .poll(async () => (await clara.answersOnFacebook()).alone.join())
    .toContain('Danke, ich sehe nach.');
  await aylin.noErrors();
});

test('what was deleted there is not answered, and says so before a word is written', async ({
  as,
  apis,
  sim,
}) => {
  await connected(await apis('anna'), sim);
  const rasmus = await sim.customer('Rasmus Weg');
  const aylin = await as('aylin', { colorScheme: 'dark' });
  await aylin.list('open');
  const { id } = await rasmus.comment(await post(sim), 'Das nehme ich gleich zurück.');
  await expect(aylin.row(rasmus.name)).toBeVisible({ timeout: 60_000 });
  await aylin.open(rasmus.name);
  await expect(aylin.reply).toBeVisible();
  await sim.post(`facebook/things/${id}/removed`, {});
  const { page } = aylin;
  await expect(page.getByText(de('shut-gone'), { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(aylin.reply).toHaveCount(0);
  await clean(page);
  await page.getByRole('button', { name: de('shut-note') }).click();
  await expect(page.getByRole('textbox', { name: de('note-field') })).toBeFocused();
  await aylin.noErrors();
});

test('a comment is liked, everybody sees it, and it can be taken back', async ({
  as,
  apis,
  sim,
}) => {
  await connected(await apis('anna'), sim);
  const ida = await sim.customer('Ida Froh');
  const aylin = await as('aylin');
  await aylin.list('open');
  const { id } = await ida.comment(await post(sim), 'Endlich schnelles Netz!');
  await expect(aylin.row(ida.name)).toBeVisible({ timeout: 60_000 });
  await aylin.open(ida.name);
  const likes = async (): Promise<number> => {
    const { threads } = await sim.onFacebook(ida.handle);
    const found = threads.flatMap((each) => each.posts).find((each) => each.id === id);
    return found?.likes ?? 0;
  };
  await menu(aylin, 'schnelles Netz', de('message-like'));
  await expect.poll(likes).toBe(1);
  await expect(aylin.timeline.getByText(de('liked-here'))).toBeVisible();
  // It stays, and a colleague sees it too.
  const jonas = await as('jonas', { colorScheme: 'dark' });
  await jonas.list('open');
  await jonas.open(ida.name);
  await expect(jonas.timeline.getByText(de('liked-here'))).toBeVisible();
  await clean(jonas.page);
  await jonas.timeline.getByRole('button', { name: de('liked-undo') }).click();
  await expect.poll(likes).toBe(0);
  await expect(aylin.timeline.getByText(de('liked-here'))).toHaveCount(0);
  await aylin.noErrors();
});

test('what others left on our Page goes with four eyes', async ({ as, apis, sim }) => {
  await connected(await apis('anna'), sim);
  const troll = await sim.customer('Noch ein Störer');
  const aylin = await as('aylin');
  await aylin.list('open');
  const { id } = await troll.comment(await post(sim), 'Bens Nummer ist 0431 5550100.');
  await expect(aylin.row(troll.name)).toBeVisible({ timeout: 60_000 });
  await aylin.open(troll.name);
  await menu(aylin, 'Bens Nummer', de('deletion-propose'));
  const reason = aylin.page.getByRole('combobox', { name: de('deletion-reason') });
  await expect(reason.getByRole('option', { name: de('deletion-reason-tone') })).toHaveCount(0);
  await reason.selectOption('private_data');
  await clean(aylin.page);
  await aylin.page.getByRole('button', { name: de('deletion-propose-go'), exact: true }).click();
  await expect(aylin.timeline.getByRole('group', { name: de('deletion-label') })).toContainText(
    de('deletion-waits-second'),
  );
  const jonas = await as('jonas');
  await jonas.list('open');
  await jonas.open(troll.name);
  await jonas.timeline.getByRole('button', { name: de('deletion-confirm') }).click();
  await expect(jonas.page.getByText(de('deletion-confirm-theirs'))).toBeVisible();
  await jonas.page.getByRole('button', { name: de('deletion-confirm-go') }).click();
  const there = async (): Promise<boolean> => {
    const { threads } = await sim.onFacebook(troll.handle);
    return threads.flatMap((each) => each.posts).some((each) => each.id === id);
  };
  await expect.poll(there).toBe(false);
  await expect(aylin.said(de('message-deleted'))).toBeVisible();
  await aylin.noErrors();
});

test('in Messenger it is said until when an answer is taken', async ({ as, apis, sim }) => {
  await connected(await apis('anna'), sim);
  const cem = await sim.customer('Cem Bulut');
  const lena = await as('lena', { colorScheme: 'dark' });
  await lena.list('open');
  await cem.messenger('Meine Kundennummer ist 4711.');
  await expect(lena.row(cem.name)).toBeVisible({ timeout: 60_000 });
  await lena.open(cem.name);
  const until = de('private-until', { platform: 'Facebook', when: '' }).split('  ')[0] ?? '';
  await expect(lena.page.getByRole('note').filter({ hasText: until.slice(0, 30) })).toBeVisible();
  await clean(lena.page);
  await lena.reply.fill('Danke, ich sehe nach.');
  await lena.press('Control+Enter');
  await expect
    .poll(async () => (await cem.answersOnFacebook()).alone.join())
    .toContain('Danke, ich sehe nach.');
  await lena.noErrors();
});

test('who is not told has no made-up name, and can be looked for there', async ({
  as,
  apis,
  sim,
}) => {
  await connected(await apis('anna'), sim);
  const shy = await sim.customer('Ohne Namen');
  await sim.post(`facebook/people/${shy.handle}`, { unnamed: true });
  const aylin = await as('aylin');
  await aylin.list('open');
  await shy.comment(await post(sim), 'Wer hilft mir hier?');
  const row = aylin.page.locator('a[data-row]').filter({ hasText: 'Wer hilft mir hier?' });
  await expect(row).toContainText(de('person-untold'), { timeout: 60_000 });
  await row.click();
  await expect(aylin.said(de('person-untold-why', { platform: 'Facebook' }))).toBeVisible();
  await expect(
    aylin.timeline.getByRole('link', { name: de('person-untold-look') }),
  ).toHaveAttribute('href', /^https?:/);
  await aylin.noErrors();
});

test('a comment is hidden there and shown again', async ({ as, apis, sim, world }) => {
  await connected(await apis('anna'), sim);
  const troll = await sim.customer('Ein Störer');
  const aylin = await as('aylin');
  await aylin.list('open');
  const { id } = await troll.comment(await post(sim), 'Ihr gehört alle weg.');
  await expect(aylin.row(troll.name)).toBeVisible({ timeout: 60_000 });
  await aylin.open(troll.name);
  const { page } = aylin;
  const hidden = async (): Promise<boolean> => {
    const { threads } = await sim.onFacebook(troll.handle);
    const found = threads.flatMap((each) => each.posts).find((each) => each.id === id);
    return found?.hidden ?? false;
  };
  await menu(aylin, 'gehört alle weg', de('hiding-go-dots'));
  await page.getByRole('combobox', { name: de('hiding-reason') }).selectOption('insulting');
  await page.getByRole('button', { name: de('hiding-go'), exact: true }).click();
  await expect.poll(hidden).toBe(true);
  const note = aylin.timeline.getByRole('group', { name: de('hidden-label') });
  await note.getByRole('button', { name: de('hidden-show') }).click();
  await expect.poll(hidden).toBe(false);
  // Who did it, and why, stays in the history.
  const actor = agentOf(world, 'aylin').name;
  const why = de('hiding-reason-insulting');
  await expect(aylin.said(de('change-hidden', { actor, reason: why }))).toBeVisible();
  await expect(aylin.said(de('change-shown', { actor }))).toBeVisible();
  await aylin.noErrors();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`a lead sees how much of the requests is used, ${colorScheme}`, async ({
    as,
    apis,
    sim,
  }) => {
    const { id } = await connected(await apis('anna'), sim);
    const jonas = await as('jonas', { colorScheme });
    await jonas.goto(`/settings/channels/${id}`);
    const { page } = jonas;
    await expect(page.getByRole('heading', { name: de('usage-title') })).toBeVisible();
    await expect(page.getByRole('meter', { name: de('usage-title') })).toBeVisible();
    await clean(page);
    await jonas.noErrors();
  });
