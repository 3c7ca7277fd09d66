import { agentOf, expect, test } from './fixtures.ts';
import { de, en } from './words.ts';

test('stepping back from public view works at once', async ({ as, world, page }) => {
  const lena = await as('lena');
  const { public_name } = agentOf(world, 'lena');
  await page.goto(`${world.gerne}/team`);
  await expect(page.getByText(public_name, { exact: true })).toBeVisible();
  await lena.goto('/settings/me');
  await lena.page.getByRole('button', { name: de('face-step-back') }).click();
  await expect(lena.page.getByText(de('face-card-hidden'))).toBeVisible();
  await page.reload();
  await expect(page.getByText(agentOf(world, 'aylin').public_name, { exact: true })).toBeVisible();
  await expect(page.getByText(public_name, { exact: true })).toHaveCount(0);
  await lena.page.getByRole('switch', { name: de('face-listed') }).click();
  await expect(lena.page.getByText(de('face-card'), { exact: true })).toBeVisible();
});

test('a photo is cut square, shown, and taken away again', async ({ as, world, page }) => {
  const lena = await as('lena');
  await lena.goto('/settings/me');
  const wide = await lena.page.evaluate(async () => {
    const canvas = new OffscreenCanvas(600, 300);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.fillStyle = '#0b6660';
    context.fillRect(0, 0, 600, 300);
    const blob = await canvas.convertToBlob({ type: 'image/png' });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  await lena.page.locator('input[type=file]').setInputFiles({
    name: 'me.png',
    mimeType: 'image/png',
    buffer: Buffer.from(wide),
  });
  const dialog = lena.page.getByRole('dialog');
  await dialog.getByRole('application').press('ArrowRight');
  await dialog.getByRole('button', { name: de('face-crop-done') }).click();
  await expect(dialog).toHaveCount(0);
  await page.goto(`${world.gerne}/team`);
  await expect(page.locator('img').first()).toBeVisible();
  await lena.page.getByRole('button', { name: de('face-photo-remove') }).click();
  await expect(lena.page.getByRole('button', { name: de('face-photo-choose') })).toBeVisible();
});

test('the console speaks German and English', async ({ as }) => {
  const jonas = await as('jonas');
  await jonas.goto('/settings/appearance');
  await expect(jonas.page.getByRole('heading', { name: de('settings-appearance') })).toBeVisible();
  await jonas.page.getByRole('radio', { name: 'English' }).click();
  await expect(jonas.page.getByRole('heading', { name: en('settings-appearance') })).toBeVisible();
  await expect(jonas.page.locator('html')).toHaveAttribute('lang', 'en');
  await jonas.page.reload();
  await expect(jonas.page.getByRole('heading', { name: en('settings-appearance') })).toBeVisible();
  await jonas.goto('/inbox/needs_me');
  await expect(jonas.page.getByRole('heading', { name: en('view-needs-me') })).toBeVisible();
  await jonas.goto('/settings/appearance');
  await jonas.page.getByRole('radio', { name: 'Deutsch' }).click();
  await expect(jonas.page.getByRole('heading', { name: de('settings-appearance') })).toBeVisible();
});

test('keys can be changed, and the old ones no longer work', async ({ as }) => {
  const jonas = await as('jonas');
  await jonas.goto('/settings/keyboard');
  const name = de('nav-outbox');
  await jonas.page
    .getByRole('button', { name: de('keyboard-change', { name }), exact: true })
    .click();
  await jonas.press('g', 'q');
  await jonas.page.getByRole('button', { name: de('keyboard-use'), exact: true }).click();
  await expect(jonas.page.getByRole('dialog')).toHaveCount(0);
  await jonas.press('g', 'q');
  await expect(jonas.page).toHaveURL(/\/app\/outbox/);
  await jonas.goto('/settings/keyboard');
  await jonas.page.getByRole('button', { name: de('keyboard-reset-label', { name }) }).click();
  await expect(
    jonas.page.getByRole('button', { name: de('keyboard-reset-label', { name }) }),
  ).toHaveCount(0);
});
