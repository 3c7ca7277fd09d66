// What a care lead stumbled over once, and nobody is to stumble over again.
import { agentOf, expect, test } from './fixtures.ts';
import { de } from './words.ts';

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

test.describe('a reply that just left the field', () => {
  test.beforeEach(async ({ apis }) => (await apis('anna')).hold(30));
  test.afterEach(async ({ apis }) => (await apis('anna')).hold(1));

  test('a plain z calls it back and never lands in the next one', async ({ as, sim }) => {
    const clara = await sim.customer('Clara Taste');
    const aylin = await as('aylin');
    await aylin.list('open');
    await clara.say('Wann geht es weiter?');
    await aylin.open(clara.name);
    await aylin.press('r');
    await aylin.page.keyboard.type('Morgen, denke ich.');
    await aylin.press('Control+Enter');
    await expect(aylin.reply).toHaveValue('');
    await expect(aylin.timeline).toBeFocused();
    await expect(aylin.toasts.getByRole('button', { name: de('action-undo') })).toBeVisible();
    await aylin.press('z');
    await expect(aylin.reply).toHaveValue('Morgen, denke ich.');
    await expect(aylin.reply).toBeFocused();
    expect(await clara.answers()).toEqual([]);
    await aylin.noErrors();
  });

  test('Ctrl+Z in the empty field calls it back, too', async ({ as, sim }) => {
    const clara = await sim.customer('Clara Strg');
    const aylin = await as('aylin');
    await aylin.list('open');
    await clara.say('Und jetzt?');
    await aylin.open(clara.name);
    await aylin.reply.fill('Jetzt geht es.');
    await aylin.press('Control+Enter');
    await expect(aylin.toasts.getByRole('button', { name: de('action-undo') })).toBeVisible();
    await aylin.reply.focus();
    await aylin.press('Control+z');
    await expect(aylin.reply).toHaveValue('Jetzt geht es.');
    // What stands in the field is the field's own again.
    await aylin.page.keyboard.type(' Bald');
    await aylin.press('Control+z');
    await expect(aylin.toasts.getByRole('button', { name: de('action-undo') })).toHaveCount(0);
    expect(await clara.answers()).toEqual([]);
  });
});

test('with two questions it is said which one is answered, and the newest is', async ({
  as,
  sim,
}) => {
  const clara = await sim.customer('Clara Zweimal');
  const aylin = await as('aylin');
  await aylin.list('open');
  const first = await clara.say('Geht das Internet heute noch?');
  await clara.say('Und was ist mit dem Telefon?', { in_reply_to: first.id });
  await expect(aylin.row(clara.name)).toContainText('Und was ist mit dem Telefon?');
  await aylin.open(clara.name);
  const to = aylin.page.locator('.composer .to');
  await expect(to).toContainText('Und was ist mit dem Telefon?');
  await to.getByRole('button').click();
  await aylin.page.getByRole('option', { name: /Geht das Internet/ }).click();
  await expect(to).toContainText('Geht das Internet heute noch?');
  await aylin.reply.fill('Ja, ab 18 Uhr.');
  await aylin.press('Control+Enter');
  await expect.poll(async () => (await clara.answers()).length).toBe(1);
  await aylin.noErrors();
});

test('nothing is wider than the phone: a conversation with labels and a colleague in it', async ({
  as,
  apis,
  sim,
}) => {
  const clara = await sim.customer('Clara mit einem sehr langen Namen aus Schleswig-Holstein');
  const lena = await as('lena');
  const aylin = await as('aylin', PHONE);
  await aylin.list('open');
  await clara.say('Kann das mal jemand anschauen?');
  await aylin.row(clara.name).tap();
  await expect(aylin.timeline).toBeVisible();
  await lena.goto(new URL(aylin.page.url()).pathname.replace('/app', ''));
  const api = await apis('anna');
  const id = new URL(aylin.page.url()).pathname.split('/').at(-1) ?? '';
  await api.patch(`/conversations/${id}`, { priority: 'urgent' });
  await expect(aylin.page.locator('.chips .urgent')).toBeAttached();
  const over = await aylin.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(over).toBeLessThanOrEqual(0);
  expect(await aylin.page.evaluate(() => innerWidth)).toBe(390);
  // What the bell, oneself and signing out are on a wide screen stands under "more".
  await aylin.page.getByRole('button', { name: de('action-back'), exact: true }).tap();
  await aylin.page.getByRole('button', { name: de('nav-more') }).tap();
  await expect(aylin.page.getByRole('button', { name: de('command-sign-out') })).toBeVisible();
  await expect(aylin.page.getByRole('button', { name: de('self-away-short') })).toBeVisible();
  await aylin.noErrors();
});

test('who is erased while a conversation stands open leaves words, not a blank', async ({
  as,
  apis,
  sim,
}) => {
  const clara = await sim.customer('Clara Vergangen');
  const aylin = await as('aylin');
  await aylin.list('open');
  await clara.say('Bitte löscht alles über mich.');
  await aylin.open(clara.name);
  await expect(aylin.said('Bitte löscht alles über mich.')).toBeVisible();
  const id = new URL(aylin.page.url()).pathname.split('/').at(-1) ?? '';
  const asked: string[] = [];
  aylin.page.on('response', (each) => {
    if (each.status() === 404) asked.push(each.url());
  });
  const admin = await apis('anna');
  const { customer } = await admin.get<{ customer: { id: string } }>(`/conversations/${id}`);
  await admin.post(`/customers/${customer.id}/erasure`, {
    confirm: clara.name,
    reason: 'requested',
  });
  await expect(aylin.page.getByText(de('conversation-gone-title'))).toBeVisible();
  await aylin.page.getByRole('button', { name: de('conversation-gone-back') }).click();
  await expect(aylin.row(clara.name)).toHaveCount(0);
  expect(asked, 'nobody asks about whom there is not any more').toEqual([]);
  await aylin.noErrors();
});

test('a lead reads how a channel is kept, and learns whom to ask', async ({ as, world }) => {
  const jonas = await as('jonas');
  await jonas.goto('/settings/channels');
  await jonas.page.locator('main a[href*="/settings/channels/"]').last().click();
  await expect(jonas.page.getByRole('heading', { name: de('channel-health') })).toBeVisible();
  await expect(jonas.page.getByRole('heading', { name: de('retention-title') })).toBeVisible();
  await expect(jonas.page.locator('main select')).toHaveCount(0);
  await expect(jonas.page.getByText(new RegExp(agentOf(world, 'anna').name)).first()).toBeVisible();
});

test('undo of "no answer needed" restores exactly what stood', async ({ as, apis, sim }) => {
  const clara = await sim.customer('Clara Zurück');
  const aylin = await as('aylin');
  await aylin.list('open');
  const first = await clara.say('Die Rechnung stimmt nicht.');
  await clara.say('Danke!', { in_reply_to: first.id });
  await aylin.open(clara.name);
  await expect(aylin.said('Danke!')).toBeVisible();
  const id = new URL(aylin.page.url()).pathname.split('/').at(-1) ?? '';
  const api = await apis('anna');
  type Stands = { status: string; waiting_since: string; unanswered: number; due: string };
  const stands = async (): Promise<Stands> => {
    const row = await api.get<Stands>(`/conversations/${id}`);
    const { status, waiting_since, unanswered, due } = row;
    return { status, waiting_since, unanswered, due };
  };
  const before = await stands();
  expect(before.unanswered).toBe(1);
  await aylin.press('o');
  await aylin.page.getByRole('option', { name: de('no-answer-other') }).click();
  await expect.poll(async () => (await stands()).status).toBe('resolved');
  // The console knows it a moment after the server does.
  await expect(aylin.toasts.getByRole('button', { name: de('action-undo') })).toBeVisible();
  await aylin.press('z');
  await expect.poll(stands).toEqual(before);
  await aylin.noErrors();
});

test('a text kept ready is made, found with a slash, and fills in the names', async ({
  as,
  apis,
  sim,
}) => {
  const jonas = await as('jonas');
  await jonas.goto('/settings/snippets');
  await jonas.page
    .getByRole('button', { name: de('snippets-new') })
    .first()
    .click();
  await jonas.page.getByLabel(de('snippets-name'), { exact: true }).fill('Störung bekannt');
  await jonas.page
    .getByLabel(de('snippets-text'), { exact: true })
    .fill('Hallo {customer}, die Störung ist uns bekannt. Viele Grüße, {agent}');
  await jonas.page.getByRole('button', { name: de('house-save') }).click();
  await expect(jonas.page.getByText('Störung bekannt')).toBeVisible();

  const clara = await sim.customer('Clara Baustein');
  const aylin = await as('aylin');
  await aylin.list('open');
  const first = await clara.say('Ist das Internet weg?');
  await aylin.open(clara.name);
  await aylin.press('r');
  await aylin.page.keyboard.type('/stoer');
  await expect(aylin.page.getByRole('option', { name: /Störung bekannt/ })).toBeVisible();
  await aylin.press('Enter');
  const words = `Hallo ${clara.name}, die Störung ist uns bekannt. Viele Grüße, Aylin`;
  await expect(aylin.reply).toHaveValue(words);
  await aylin.press('Control+Enter');
  await expect.poll(async () => (await clara.answers()).length).toBe(1);

  // The same once more is one quiet hint; changed, there is none.
  await clara.say('Und jetzt?', { in_reply_to: first.id });
  await expect(aylin.said('Und jetzt?')).toBeVisible();
  await aylin.reply.fill(words);
  const hint = aylin.page.locator('.again');
  await expect(hint).toBeVisible();
  await aylin.reply.fill(`${words}!`);
  await expect(hint).toHaveCount(0);
  await aylin.noErrors();
  const { items } = await (await apis('anna')).get<{ items: { id: string }[] }>('/snippets');
  expect(items.length).toBe(1);
});

test('an answer is deleted by two people', async ({ as, sim }) => {
  const clara = await sim.customer('Clara Löscht');
  const [aylin, jonas] = [await as('aylin'), await as('jonas')];
  await aylin.list('open');
  await clara.say('Wie ist meine Kundennummer?');
  await aylin.open(clara.name);
  await aylin.reply.fill('Ihre Kundennummer ist 4711-0815.');
  await aylin.press('Control+Enter');
  await expect.poll(async () => (await clara.answers()).length).toBe(1);
  const answer = aylin.timeline.locator('article.out').filter({ hasText: '4711-0815' });
  await answer.hover();
  await answer.getByRole('button', { name: de('message-more') }).click();
  await aylin.page.getByRole('option', { name: de('deletion-propose') }).click();
  await aylin.page.getByLabel(de('deletion-reason'), { exact: true }).selectOption('private_data');
  await aylin.page.getByRole('button', { name: de('deletion-propose-go'), exact: true }).click();
  await expect(aylin.page.getByText(de('deletion-waits-second'))).toBeVisible();
  expect((await clara.answers()).length).toBe(1);

  await jonas.goto('/outbox');
  await expect(jonas.page.getByText('4711-0815')).toBeVisible();
  await jonas.page.getByRole('button', { name: de('deletion-confirm'), exact: true }).click();
  await jonas.page.getByRole('button', { name: de('deletion-confirm-go') }).click();
  await expect
    .poll(async () => (await clara.answers()).filter((post) => post.text?.includes('4711')).length)
    .toBe(0);
  await expect(aylin.said(de('message-deleted-own'))).toBeVisible();
  await jonas.noErrors();
});

test('a name and a word find what that person wrote, and notes are found as notes', async ({
  as,
  sim,
}) => {
  const selin = await sim.customer('Selin Suchgut');
  const aylin = await as('aylin');
  await aylin.list('open');
  await selin.say('Mein Uploadtempo ist unterirdisch.');
  await aylin.open(selin.name);
  await aylin.press('m');
  await aylin.page.keyboard.type('Hat Glasfaser, Vertrag prüfen.');
  await aylin.press('Control+Enter');
  await expect(aylin.said('Hat Glasfaser, Vertrag prüfen.')).toBeVisible();
  await aylin.goto('/search?q=Selin+Upload');
  await expect(aylin.page.getByRole('heading', { name: de('search-named') })).toBeVisible();
  await expect(aylin.page.locator('a[data-hit]').filter({ hasText: 'Uploadtempo' })).toBeVisible();
  await aylin.goto('/search?q=Glasfaser');
  await expect(aylin.page.getByRole('heading', { name: de('search-notes') })).toBeVisible();
  await expect(
    aylin.page.locator('a[data-hit]').filter({ hasText: 'Vertrag prüfen' }),
  ).toBeVisible();
  await aylin.noErrors();
});
