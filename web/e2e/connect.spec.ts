import { expect, test } from '@playwright/test';
import { Server } from './server.ts';
import { Sim } from './sim.ts';
import { de } from './words.ts';

test('the first person sets up, connects an account in the browser and sees the proof', async ({
  page,
}) => {
  test.setTimeout(600_000);
  const server = await Server.start({ empty: true });
  try {
    const { world } = server;
    const sim = new Sim(world.sim, world.company);
    const clara = await sim.customer('Clara Otto');
    await clara.say('Ist hier jemand?');

    await page.goto(world.setup ?? '');
    await page.getByLabel(de('doors-name')).fill('Anna Albrecht');
    await expect(page.getByLabel(de('house-public-name'))).toHaveValue('Anna');
    await page.getByLabel(de('doors-login')).fill('anna@nordlicht.example');
    await page.getByLabel(de('doors-new-password'), { exact: true }).fill('gerne und mit Freude');
    await page.getByRole('button', { name: de('doors-setup-go') }).click();
    await page.getByRole('button', { name: de('welcome-next') }).click();
    await expect(page.getByRole('heading', { name: de('welcome-you') })).toBeVisible();
    await page.getByRole('button', { name: de('welcome-next') }).click();

    await expect(page.getByRole('heading', { name: de('welcome-channel') })).toBeVisible();
    await page.getByRole('button', { name: /Mastodon/ }).click();
    const address = page.getByLabel(de('connect-mastodon-address'));
    await address.fill('nobody@@');
    await page.getByRole('button', { name: de('connect-go-browser') }).click();
    await expect(page.getByText(de('error-connect-address-invalid'))).toBeVisible();
    await address.fill(world.sim);
    await page.getByRole('button', { name: de('connect-go-browser') }).click();
    // The platform's own page asks.
    await page.waitForURL(`${world.sim}/**`);
    await page.locator('select').selectOption(world.company);
    await page.locator('button[value=allow]').click();
    await page.waitForURL(`${world.gerne}/**`);
    await expect(page.getByText(de('connect-we-read', { count: 1 }))).toBeVisible();
    await expect(page.getByText('Ist hier jemand?')).toBeVisible();
    await page.getByRole('button', { name: de('welcome-next') }).click();
    await page.getByRole('button', { name: de('welcome-finish') }).click();
    await expect(page.getByRole('heading', { name: de('view-needs-me') })).toBeVisible();

    await page.goto(`${world.gerne}/app/settings/channels`);
    await page.locator('a', { hasText: sim.company }).first().click();
    await page.getByRole('button', { name: de('channel-check') }).click();
    await expect(page.getByText(de('check-scope-write'))).toBeVisible();
    await page.getByRole('button', { name: de('channel-pause-go') }).click();
    await expect(page.getByText(de('channel-state-paused')).first()).toBeVisible();
    await page.getByRole('button', { name: de('channel-resume-go') }).click();
    await expect(page.getByText(de('channel-state-paused'))).toHaveCount(0);
  } finally {
    await server.stop();
  }
});
