// One person, one memory: the case card, hints, what must not stand in public, promises, contacts.
import { expect, test } from './fixtures.ts';
import { de } from './words.ts';

interface Pledge {
  id: string;
  customer_name: string;
  state: string;
  kind: string;
}
const STORY =
  'Seit Mittwoch ist mein Internet tot. Den Router habe ich schon zweimal neu gestartet.';

test('a line of the case card leads to its words and is corrected by keyboard', async ({
  as,
  sim,
}) => {
  const clara = await sim.customer('Clara Fallkarte');
  const jonas = await as('jonas');
  await jonas.list('open');
  await clara.say(STORY);
  await jonas.open(clara.name);
  const card = jonas.page.getByRole('region', { name: de('card-title'), exact: true });
  await expect(card).toBeVisible();
  await jonas.press('f');
  const tried = card.getByRole('button', { name: /neu gestartet/ }).first();
  await expect(tried).toBeVisible();
  await tried.focus();
  await jonas.press('F2');
  await jonas.page.keyboard.press('Control+a');
  await jonas.page.keyboard.type('Router dreimal neu gestartet');
  await jonas.press('Enter');
  const corrected = card.getByRole('button', { name: 'Router dreimal neu gestartet' });
  await expect(corrected).toBeFocused();
  await corrected.press('Enter');
  await expect(jonas.page.locator('article.pointed')).toBeFocused();

  await jonas.page.reload();
  await expect(card.getByText('Router dreimal neu gestartet')).toBeVisible();
  await card.getByRole('button', { name: 'Router dreimal neu gestartet' }).focus();
  await jonas.press('Delete');
  await expect(card.getByText('Router dreimal neu gestartet')).toHaveCount(0);
  await jonas.noErrors();
});

test('asking again raises one quiet hint, which is taken or put away by a key', async ({
  as,
  sim,
}) => {
  const ben = await sim.customer('Ben Hinweis');
  const aylin = await as('aylin');
  await aylin.list('open');
  await ben.whisper('Mein Internet ist tot. Meine Kundennummer ist 4711-882931.');
  await aylin.open(ben.name);
  await aylin.press('r');
  await aylin.page.keyboard.type('Wie lautet Ihre Kundennummer?');
  const hint = aylin.page.getByRole('group', { name: de('hint-label') });
  await expect(hint).toBeVisible();
  await expect(hint).toContainText(de('fact-customer_no'));
  await expect(aylin.reply).toBeFocused();
  await aylin.press('Control+i');
  await expect(aylin.reply).toHaveValue(/liegt uns vor/);
  await expect(hint).toHaveCount(0);

  await aylin.reply.fill('Wie lautet Ihre Kundennummer?');
  await expect(hint).toBeVisible();
  await aylin.press('Escape');
  await expect(hint).toHaveCount(0);
  await expect(aylin.reply).toBeFocused();
  await expect(aylin.reply).toHaveValue('Wie lautet Ihre Kundennummer?');
  await aylin.noErrors();
});

test('something private is stopped in public, goes on in private and leaves a last line', async ({
  as,
  sim,
}) => {
  const clara = await sim.customer('Clara Geheim');
  const aylin = await as('aylin');
  await aylin.list('open');
  await clara.whisper('Meine Kundennummer ist 4711-993311.');
  await expect(aylin.row(clara.name)).toBeVisible();
  await clara.say('Warum antwortet mir niemand?');
  await expect(aylin.row(clara.name)).toHaveCount(2);
  await aylin.row(clara.name).filter({ hasText: 'Warum antwortet' }).click();
  await expect(aylin.said('Warum antwortet mir niemand?')).toBeVisible();
  await aylin.press('r');
  await aylin.page.keyboard.type('Ihre Kundennummer 4711-993311 habe ich gefunden.');
  const hold = aylin.page.getByLabel(de('hold-title'));
  await expect(hold).toBeVisible();
  await aylin.press('Control+Enter');
  await expect(hold.getByRole('button', { name: de('hold-private') })).toBeFocused();
  expect(await clara.answers()).toHaveLength(0);
  await aylin.press('Enter');
  await expect.poll(async () => (await clara.answers()).length).toBe(1);
  expect((await clara.answers())[0]?.private).toBe(true);

  // The last line for everybody stands ready, and leaves by the usual key.
  await expect(aylin.reply).toHaveValue(/private Nachricht/);
  await expect(aylin.reply).toBeFocused();
  await aylin.press('Control+Enter');
  await expect.poll(async () => (await clara.answers()).length).toBe(2);
  const open = (await clara.answers()).find((post) => !post.private);
  expect(open?.text).toContain('private Nachricht');
  expect(open?.text).not.toContain('993311');
  await aylin.noErrors();
});

test('a promise is confirmed by one key and stands among those due', async ({ as, apis, sim }) => {
  const ben = await sim.customer('Ben Zusage');
  const jonas = await as('jonas');
  await jonas.list('open');
  await ben.say('Bei mir geht seit heute früh nichts mehr.');
  await jonas.open(ben.name);
  await jonas.press('r');
  await jonas.page.keyboard.type('Wir rufen Sie morgen bis 12 Uhr zurück.');
  const chips = jonas.page.getByRole('list', { name: de('promises-label') });
  await expect(chips).toContainText('12:00');
  await jonas.press('Control+.');
  await expect(chips.getByRole('button', { name: de('promise-confirm') })).toHaveCount(0);
  await jonas.press('Control+Enter');
  await expect.poll(async () => (await ben.answers()).length).toBe(1);
  const api = await apis('jonas');
  await expect
    .poll(async () =>
      (await api.get<{ items: Pledge[] }>('/promises?state=standing')).items.filter(
        (each) => each.customer_name === ben.name,
      ),
    )
    .toHaveLength(1);

  await jonas.goto('/promises');
  await jonas.page.getByRole('radio', { name: de('promises-team') }).check({ force: true });
  const row = jonas.page.getByRole('listitem').filter({ hasText: ben.name });
  await expect(row).toContainText('12:00');
  await row.getByRole('button', { name: de('promise-keep') }).click();
  await expect(row).toHaveCount(0);
  await jonas.noErrors();
});

test('a call is logged in seconds and stands on the timeline', async ({ as, sim }) => {
  const clara = await sim.customer('Clara Anruf');
  const lena = await as('lena');
  await lena.list('open');
  await clara.say('Ich habe eben bei Ihnen angerufen.');
  await lena.open(clara.name);
  await lena.press('d');
  const dialog = lena.page.getByRole('dialog', { name: de('log-title') });
  await expect(dialog.getByLabel(de('log-text'))).toBeFocused();
  await lena.page.keyboard.type('Sie hat den Router dreimal neu gestartet. Leitung gemessen.');
  await dialog.getByRole('button', { name: de('log-ago', { count: 15 }) }).click();
  await dialog.getByLabel(de('log-text')).press('Control+Enter');
  await expect(dialog).toHaveCount(0);
  await expect(lena.said('Leitung gemessen.')).toBeVisible();
  await expect(lena.timeline.getByText(de('contact-phone'))).toBeVisible();
  await lena.noErrors();
});

test('keys typed ahead of a dialog that is still on its way do nothing else', async ({
  as,
  apis,
  sim,
}) => {
  const clara = await sim.customer('Clara Schnell');
  const lena = await as('lena');
  await lena.list('open');
  await clara.say('Rufen Sie mich bitte an.');
  await lena.open(clara.name);
  let asked = 0;
  let arrives = () => {};
  const gate = new Promise<void>((open) => (arrives = open));
  await lena.page.route(/LogContact/, async (route) => {
    asked += 1;
    await gate;
    await route.continue();
  });
  await lena.press('d');
  await lena.page.keyboard.type('es');
  arrives();
  await expect(lena.page.getByRole('dialog', { name: de('log-title') })).toBeVisible();
  await expect(lena.page.getByRole('dialog')).toHaveCount(1);
  expect(asked).toBeGreaterThan(0);
  const open = await (
    await apis('lena')
  ).get<{ items: { customer: { name: string } }[] }>('/conversations?status=open&limit=200');
  expect(open.items.map((each) => each.customer.name)).toContain(clara.name);
  await lena.noErrors();
});

test('resolving asks about a promise that still stands', async ({ as, apis, sim }) => {
  const ben = await sim.customer('Ben Offen');
  const jonas = await as('jonas');
  await jonas.list('open');
  await ben.say('Mein Anschluss fällt jeden Abend aus.');
  await jonas.open(ben.name);
  await jonas.reply.fill('Wir melden uns morgen bis 12 Uhr bei Ihnen.');
  await expect(jonas.page.getByRole('list', { name: de('promises-label') })).toBeVisible();
  await jonas.press('Control+.');
  await jonas.reply.press('Control+.');
  await jonas.reply.press('Control+Enter');
  await expect.poll(async () => (await ben.answers()).length).toBe(1);
  const api = await apis('jonas');
  await expect
    .poll(async () =>
      (await api.get<{ items: Pledge[] }>('/promises')).items.some(
        (each) => each.customer_name === ben.name,
      ),
    )
    .toBe(true);
  const rows = await api.get<{
    items: { assignee_id: string | null; customer: { name: string } }[];
  }>('/conversations?limit=50');
  const before = rows.items.find((each) => each.customer.name === ben.name)?.assignee_id;
  await jonas.timeline.focus();
  await jonas.press('e');
  const dialog = jonas.page.getByRole('dialog', { name: de('resolve-ask') });
  await expect(dialog).toBeVisible();
  // As long as it is asked, no key does anything else: nobody is given it, nothing is closed or put off.
  await jonas.press('e', 'i', 'x', 'j', '!', 'Shift+O', 'g', 'u');
  await expect(dialog).toBeVisible();
  await expect(jonas.page.getByRole('dialog')).toHaveCount(1);
  const { items } = await api.get<{
    items: {
      status: string;
      spam: boolean;
      assignee_id: string | null;
      customer: { name: string };
    }[];
  }>('/conversations?limit=50');
  const still = items.find((each) => each.customer.name === ben.name);
  expect([still?.status, still?.spam, still?.assignee_id]).toEqual(['pending', false, before]);
  await expect(jonas.page).toHaveURL(/\/inbox\/open\//);
  await dialog.getByRole('button', { name: de('resolve-leave') }).click();
  await expect(jonas.page.locator('#conversation-title')).toBeVisible();
  await jonas.press('e');
  await dialog.getByRole('button', { name: de('resolve-anyway') }).click();
  await expect(jonas.toasts.getByText(de('done-resolved', { count: 1 }))).toBeVisible();
  await jonas.noErrors();
});
