import { agentOf, expect, test } from './fixtures.ts';
import { de, en } from './words.ts';

test.describe('the door', () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test('somebody signs in by keyboard and stands where the address said', async ({
    page,
    world,
  }) => {
    const { login, password } = agentOf(world, 'aylin');
    await page.goto(`${world.gerne}/app/inbox/mine`);
    await expect(page.getByLabel(de('doors-login'))).toBeFocused();
    await page.keyboard.type(login);
    await page.keyboard.press('Tab');
    await page.keyboard.type('not the password');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert').filter({ hasText: de('doors-wrong') })).toBeVisible();
    // What was wrong is selected: typing replaces it.
    await expect(page.getByLabel(de('doors-password'), { exact: true })).toBeFocused();
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: de('view-mine') })).toBeVisible();
    expect(new URL(page.url()).pathname).toBe('/app/inbox/mine');
  });

  test('a password can be pasted, looked at, and the language chosen first', async ({
    page,
    world,
  }) => {
    await page.goto(`${world.gerne}/app/login`);
    await page.getByRole('button', { name: 'English' }).click();
    const field = page.getByLabel(en('doors-password'), { exact: true });
    await field.evaluate((input: HTMLInputElement) => {
      input.focus();
      document.execCommand('insertText', false, 'pasted words');
    });
    await expect(field).toHaveAttribute('type', 'password');
    await page.getByRole('button', { name: en('house-show-password') }).click();
    await expect(field).toHaveAttribute('type', 'text');
    await expect(field).toHaveValue('pasted words');
  });

  test('a link that was used up says so', async ({ page, world }) => {
    await page.goto(`${world.gerne}/app/ticket#0000`);
    await expect(page.getByRole('heading', { name: de('doors-ticket-gone') })).toBeVisible();
    await page.getByRole('link', { name: de('doors-to-sign-in') }).click();
    await expect(page.getByLabel(de('doors-login'))).toBeVisible();
  });
});

test('an invited colleague comes in with a link', async ({ as, browser, world }) => {
  const anna = await as('anna');
  await anna.goto('/team');
  await anna.page.getByRole('button', { name: de('team-invite') }).click();
  const dialog = anna.page.getByRole('dialog');
  await dialog.getByLabel(de('invite-name')).fill('Mia Sommer');
  await dialog.getByLabel(de('doors-login')).fill(`mia${process.pid}@nordlicht.example`);
  await dialog.getByRole('button', { name: de('invite-go') }).click();
  const link = await dialog.getByLabel(de('invite-link')).inputValue();
  expect(link).toContain(`${world.gerne}/app/`);

  const context = await browser.newContext({ locale: 'de-DE' });
  const page = await context.newPage();
  await page.goto(link);
  await expect(page.getByLabel(de('house-public-name'))).toHaveValue('Mia');
  const password = page.getByLabel(de('doors-new-password'), { exact: true });
  await password.fill('zu kurz');
  await page.getByRole('button', { name: de('doors-invite-go') }).click();
  await expect(page.getByText(de('error-password-too-short'))).toBeVisible();
  await password.fill('lang genug, auch ohne Zeichen');
  await page.getByRole('button', { name: de('doors-invite-go') }).click();
  await expect(page.getByRole('heading', { name: de('welcome-language') })).toBeVisible();
  // The language is kept by a request of its own.
  const kept = page.waitForResponse((answer) =>
    Boolean(answer.request().postData()?.includes('welcome')),
  );
  await page.getByRole('button', { name: de('welcome-next') }).click();
  await expect(page.getByRole('heading', { name: de('welcome-you') })).toBeVisible();
  // The first steps go on where they were left.
  await kept;
  await page.goto(`${world.gerne}/app/settings`);
  await page.getByRole('link', { name: de('settings-welcome') }).click();
  await page.getByLabel(de('house-public-name')).fill('Mia S.');
  await page.getByRole('button', { name: de('welcome-next') }).click();
  await expect(page.getByRole('heading', { name: de('view-needs-me') })).toBeVisible();
  await context.close();
});
