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

test('on the smallest phone nothing is cut off: the button that sends can be reached', async ({
  as,
  sim,
}) => {
  const clara = await sim.customer('Clara Klein');
  const aylin = await as('aylin', { ...PHONE, viewport: { width: 320, height: 568 } });
  await aylin.list('open');
  // The order stands under the name, and neither lies over the other or over the list.
  const head = aylin.page.locator('section.list header');
  const box = async (what: string) =>
    (await head.locator(what).boundingBox()) ?? { y: 0, height: 0 };
  const [title, sort] = [await box('h1'), await box('.sort')];
  expect(title.y + title.height).toBeLessThanOrEqual(sort.y + 1);
  const whole = await head.boundingBox();
  expect(sort.y + sort.height).toBeLessThanOrEqual((whole?.y ?? 0) + (whole?.height ?? 0) + 1);
  await clara.say('Ich stehe am Bahnhof und habe kein Netz.');
  await aylin.row(clara.name).tap();
  const send = aylin.page.getByRole('button', { name: de('send-public') });
  await send.scrollIntoViewIfNeeded();
  const seen = await send.boundingBox();
  expect(seen && seen.y + seen.height).toBeLessThanOrEqual(568);
  expect(seen && seen.x + seen.width).toBeLessThanOrEqual(320);
  await aylin.noErrors();
});
