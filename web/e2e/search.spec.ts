import { expect, test } from './fixtures.ts';
import { de } from './words.ts';

test('search finds however it is spelled, and is walked by keyboard', async ({ as, sim }) => {
  const clara = await sim.customer('Jörg Müller');
  const aylin = await as('aylin');
  await aylin.list('open');
  await clara.say('Die Straßenlaterne vor dem Hähnchenstand flackert.');
  await expect(aylin.row(clara.name)).toBeVisible();

  await aylin.press('/');
  const box = aylin.page.getByRole('searchbox');
  await expect(box).toBeFocused();
  await aylin.page.keyboard.type('haehnchenstand strassenlat');
  const hit = aylin.page.locator('a[data-hit]').filter({ hasText: 'flackert' });
  await expect(hit).toBeVisible();
  await expect(hit.locator('mark').first()).toHaveText('Straßenlaterne');
  await box.fill(`joerg mueller ${clara.name.split(' ').at(-1) ?? ''}`);
  await expect(aylin.page.getByRole('heading', { name: de('search-people') })).toBeVisible();
  await box.fill('hähnchenstand');
  await expect(hit).toBeVisible();
  await aylin.press('ArrowDown');
  await expect(hit).toBeFocused();
  await aylin.press('Enter');
  await expect(aylin.said('flackert')).toBeVisible();
  // What was found stays among the recent searches.
  await aylin.goto('/search');
  await expect(
    aylin.page.getByRole('button', { name: 'hähnchenstand', exact: true }),
  ).toBeVisible();
});

test('finding nothing says what was searched', async ({ as }) => {
  const aylin = await as('aylin');
  await aylin.goto('/search?q=Xylophonbrand');
  await expect(aylin.page.getByText(de('search-nothing-text'))).toBeVisible();
});
