import { expect, test } from './fixtures.ts';
import { de } from './words.ts';

test('a mention arrives live and is answered in public by keyboard only', async ({ as, sim }) => {
  const clara = await sim.customer('Clara Otto');
  const aylin = await as('aylin');
  await aylin.list('open');
  await clara.say('Seit heute früh geht das Internet nicht.');
  await expect(aylin.row(clara.name)).toBeVisible();

  // From pane to pane into the list, down until it is hers, then in.
  const onRow = () => aylin.page.evaluate(() => document.activeElement?.hasAttribute('data-row'));
  for (let i = 0; i < 6 && !(await onRow()); i++) await aylin.press('F6');
  await aylin.press('Home');
  for (let i = 0; i < 40; i++) {
    if ((await aylin.focused.textContent())?.includes(clara.name)) break;
    await aylin.press('ArrowDown');
    await aylin.page.evaluate(() => new Promise(requestAnimationFrame));
  }
  await aylin.press('Enter');
  await expect(aylin.said('Seit heute früh geht das Internet nicht.')).toBeVisible();
  await aylin.press('r');
  await expect(aylin.reply).toBeFocused();
  await aylin.page.keyboard.type('Guten Tag! Ich sehe mir Ihre Leitung sofort an.');
  await aylin.press('Control+Enter');
  await expect(aylin.reply).toHaveValue('');

  await expect
    .poll(async () => (await clara.answers()).map((post) => post.text).join())
    .toContain('Ich sehe mir Ihre Leitung sofort an.');
  const [answer] = await clara.answers();
  expect(answer?.author).toBe(sim.company);
  expect(answer?.text).toContain('^Aylin');
  expect(answer?.private).toBe(false);
  await expect(aylin.said('Ich sehe mir Ihre Leitung sofort an.')).toHaveCount(1);
  await aylin.noErrors();
});

test('an answer to a private message stays private', async ({ as, sim }) => {
  const ben = await sim.customer('Ben Huber');
  const aylin = await as('aylin');
  await aylin.list('open');
  await ben.whisper('Meine Kundennummer ist 4711.');
  await aylin.open(ben.name);
  await aylin.reply.fill('Danke, ich habe sie notiert.');
  await aylin.page.getByRole('button', { name: de('send-private') }).click();
  await expect.poll(async () => (await ben.answers()).length).toBe(1);
  expect((await ben.answers())[0]?.private).toBe(true);
});

test('an answer can be called back, and its text is there again', async ({ as, apis, sim }) => {
  const admin = await apis('anna');
  await admin.hold(30);
  const clara = await sim.customer('Clara Rückruf');
  const aylin = await as('aylin');
  await aylin.list('open');
  await clara.say('Wann kommt der Techniker?');
  await aylin.open(clara.name);
  await aylin.reply.fill('Am Dienstag, denke ich.');
  await aylin.press('Control+Enter');
  await expect(aylin.toasts.getByRole('button', { name: de('action-undo') })).toBeVisible();
  await expect(aylin.reply).toHaveValue('');
  // The field gave the focus away: z is no letter now.
  await expect(aylin.timeline).toBeFocused();
  await aylin.press('z');
  await expect(aylin.reply).toHaveValue('Am Dienstag, denke ich.');
  await admin.hold(1);
  expect(await clara.answers()).toEqual([]);
  await aylin.reply.fill('Am Mittwoch zwischen 8 und 10 Uhr.');
  await aylin.press('Control+Enter');
  await expect
    .poll(async () => (await clara.answers()).map((post) => post.text).join())
    .toContain('Am Mittwoch');
  expect((await clara.answers()).map((post) => post.text).join()).not.toContain('Dienstag');
});

test('a note never leaves the house', async ({ as, sim }) => {
  const clara = await sim.customer('Clara Notiz');
  const [aylin, lena] = [await as('aylin'), await as('lena')];
  await aylin.list('open');
  await clara.say('Ist die Störung bekannt?');
  await aylin.open(clara.name);
  await aylin.press('m');
  await expect(aylin.note).toBeFocused();
  await aylin.page.keyboard.type('Kundin ist seit zehn Jahren bei uns.');
  await aylin.press('Control+Enter');
  await expect(aylin.said('Kundin ist seit zehn Jahren bei uns.')).toBeVisible();
  await expect(aylin.note).toHaveValue('');
  // A colleague sees it, then answers in public; only the answer is outside.
  await lena.list('open');
  await lena.open(clara.name);
  await expect(lena.said('Kundin ist seit zehn Jahren bei uns.')).toBeVisible();
  await lena.reply.fill('Ja, wir sind dran.');
  await lena.press('Control+Enter');
  await expect.poll(async () => (await clara.answers()).length).toBe(1);
  const { threads } = await sim.state(sim.company);
  const outside = threads
    .flatMap((thread) => thread.posts.map((post) => post.text ?? ''))
    .join('\n');
  expect(outside).toContain('Ja, wir sind dran.');
  expect(outside).not.toContain('zehn Jahren');
});
