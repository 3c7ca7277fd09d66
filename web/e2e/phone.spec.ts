import { expect, test } from './fixtures.ts';
import { de } from './words.ts';

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

test('on a phone: list, conversation, answer, back', async ({ as, sim }) => {
  const clara = await sim.customer('Clara Unterwegs');
  const aylin = await as('aylin', PHONE);
  await aylin.list('open');
  await clara.say('Ich stehe am Bahnhof und habe kein Netz.');
  await aylin.row(clara.name).tap();
  await expect(aylin.said('Ich stehe am Bahnhof und habe kein Netz.')).toBeVisible();
  await expect(aylin.rows.first()).toBeHidden();
  await aylin.reply.fill('Wir sehen die Störung auch.');
  await aylin.page.getByRole('button', { name: de('send-public') }).tap();
  await expect.poll(async () => (await clara.answers()).length).toBe(1);
  await aylin.page.getByRole('button', { name: de('action-back'), exact: true }).tap();
  // It waits for her now, so it has left the list.
  await expect(aylin.page.locator('section.list h1')).toBeVisible();
  await expect(aylin.row(clara.name)).toHaveCount(0);
});

for (const path of [
  '/inbox/open',
  '/search?q=Netz',
  '/settings',
  '/settings/me',
  '/settings/channels',
  '/settings/keyboard',
  '/team',
  '/outbox',
])
  test(`nothing is wider than the phone: ${path}`, async ({ as }) => {
    const aylin = await as('aylin', PHONE);
    await aylin.goto(path);
    await expect(aylin.page.locator('h1').first()).toBeAttached();
    const over = await aylin.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over).toBeLessThanOrEqual(0);
    await aylin.noErrors();
  });
