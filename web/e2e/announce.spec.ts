// What accounts say of an incident before everyone: read first, taken back, put right, and that it is over.
import { mkdirSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import type { Api } from './api.ts';
import { clean } from './clean.ts';
import { expect, test } from './fixtures.ts';
import type { Sim } from './sim.ts';
import { de } from './words.ts';

/** Set, it is a folder that gets pictures to be looked at. */
const PICTURES = process.env['GERNE_PICTURES'];
if (PICTURES) mkdirSync(PICTURES, { recursive: true });
async function picture(page: Page, name: string): Promise<void> {
  const whole = { path: `${PICTURES}/${name}.png`, fullPage: true };
  if (PICTURES) await page.screenshot(whole);
}

test.afterEach(async ({ sim }) => sim.healed());

const OUTAGE = [
  'Seit heute Mittag kein Mobilfunk in Kassel, Netz komplett ausgefallen.',
  'Mobilfunk in Kassel ist ausgefallen, Netz tot. Was ist da los?',
  'Netz Ausfall in Kassel! Kein Mobilfunk seit Stunden, unmöglich.',
  'Mein Mobilfunk in Kassel geht nicht, das Netz ist ausgefallen.',
  'Kein Mobilfunk mehr in Kassel, Netz ausgefallen, und niemand sagt was!',
  'In Kassel ist das Netz ausgefallen, Mobilfunk ist tot. Sehr ärgerlich.',
  'Schon wieder kein Mobilfunk in Kassel. Netz ist komplett ausgefallen.',
  'Netz in Kassel ausgefallen, kein Mobilfunk, so kann ich nicht arbeiten!',
];

async function outage(admin: Api, sim: Sim): Promise<string> {
  for (const [n, text] of OUTAGE.entries()) await (await sim.customer(`Kassel ${n}`)).say(text);
  let found: string | undefined;
  await expect
    .poll(async () => {
      const { items } = await admin.get<{ items: { id: string; about: string[] }[] }>('/incidents');
      found = items.find((each) => each.about.join(' ').toLowerCase().includes('kassel'))?.id;
      return found;
    })
    .toBeTruthy();
  return found ?? '';
}

/** What stands on the company's page there, for everybody to read. */
async function posted(sim: Sim, words: string): Promise<number> {
  const { threads } = await sim.state();
  return threads
    .flatMap((each) => each.posts)
    .filter((each) => each.company && !each.gone && each.text.includes(words)).length;
}

test('what is said before everyone is read first, taken back, put right, and ended', async ({
  as,
  apis,
  sim,
}) => {
  test.setTimeout(180_000);
  const admin = await apis('anna');
  await admin.hold(60);
  const id = await outage(admin, sim);
  const anna = await as('anna');
  const { page } = anna;
  await anna.goto(`/incidents/${id}`);
  const part = page.locator('section').filter({
    has: page.getByRole('heading', { name: de('announce-title') }),
  });
  const words = part.getByRole('textbox');
  const account = part.getByRole('checkbox').first();
  const publish = async (): Promise<void> => {
    await words.focus();
    await anna.press('Control+Enter');
    const dialog = page.getByRole('dialog', { name: de('announce-ask', { count: 1 }) });
    await expect(dialog).toContainText('Kassel');
    // What is safe has the focus.
    await expect(dialog.getByRole('button', { name: de('action-cancel') })).toBeFocused();
    await anna.press('Tab', 'Enter');
    await expect(dialog).toHaveCount(0);
  };
  const state = (is: string): Locator => part.locator(`[data-announced=${is}]`);

  // By keyboard: a proposal, the account, how much room it takes, what will stand there.
  await part.getByRole('button', { name: de('incident-propose') }).focus();
  await anna.press('Enter');
  await expect(words).toHaveValue(/In .*Kassel.* gibt es gerade eine Störung/);
  await account.focus();
  await anna.press('Space');
  await expect(part.getByText(/^\d+ \/ 500$/)).toBeVisible();
  await clean(page);
  await picture(page, 'announce');
  await publish();
  await expect(state('held')).toContainText('Kassel');
  expect(await posted(sim, 'Kassel gibt es')).toBe(0);
  await state('held')
    .getByRole('button', { name: de('delivery-undo') })
    .click();
  await expect(state('held')).toHaveCount(0);

  // Too long is said, and stops it; other words for one account leave the others as they are.
  await admin.hold(0);
  await account.check();
  await part.getByRole('button', { name: de('announce-own') }).click();
  const own = part.getByRole('textbox').nth(1);
  await expect(own).toBeFocused();
  await own.fill('lang '.repeat(120));
  await expect(part.getByText(/zu lang|zu viel/)).toBeVisible();
  await expect(part.getByRole('button', { name: de('announce-review') })).toBeDisabled();
  await part.getByRole('button', { name: de('announce-own-not') }).click();

  // The platform takes it not: said why, and written anew.
  await sim.fault('status_before', {
    method: 'POST',
    path: '/api/v1/statuses',
    times: 1,
    code: 422,
  });
  await publish();
  await expect(state('refused')).toBeVisible();
  await picture(page, 'announce-refused');
  await state('refused')
    .getByRole('button', { name: de('announced-anew') })
    .click();
  await account.check();
  await publish();
  await expect(state('sent')).toContainText('Kassel');
  await expect(state('sent').getByRole('link', { name: de('flags-there') })).toBeVisible();
  expect(await posted(sim, 'Kassel gibt es')).toBe(1);
  await expect(words).toHaveCount(0);

  // Over: who said that it began is chosen already. Nobody knows what became of it: a person looks.
  await admin.post(`/incidents/${id}/end`, { none: false });
  await expect(account).toBeChecked();
  await part.getByRole('button', { name: de('incident-propose') }).click();
  await sim.fault('drop_before', { method: 'POST', path: '/api/v1/statuses', times: 1 });
  await sim.fault('status_before', { method: 'GET', path: '/api/v1/accounts/*', code: 500 });
  await publish();
  await expect(state('unknown')).toContainText(de('announced-settle'));
  await picture(page, 'announce-unknown');
  await sim.healed();
  await state('unknown')
    .getByRole('button', { name: de('announced-missing') })
    .click();
  await expect(account).toBeVisible();
  await account.check();
  await publish();
  await expect(state('sent')).toHaveCount(2);
  await expect.poll(() => posted(sim, 'Kassel ist behoben')).toBe(1);
  await anna.noErrors();

  // On a phone nothing of it is wider than the phone.
  const phone = await as('anna', { viewport: { width: 360, height: 740 }, hasTouch: true });
  await phone.goto(`/incidents/${id}`);
  await expect(phone.page.locator('[data-announced=sent]').first()).toBeVisible();
  expect(
    await phone.page.locator('.page').evaluate((each) => each.scrollWidth - each.clientWidth),
  ).toBeLessThanOrEqual(1);

  await picture(phone.page, 'announce-phone');

  // Agents say nothing before everyone.
  const lena = await as('lena');
  await lena.goto(`/incidents/${id}`);
  await expect(lena.page.getByRole('heading', { name: de('incident-members') })).toBeVisible();
  await expect(lena.page.getByRole('heading', { name: de('announce-title') })).toHaveCount(0);
  await lena.noErrors();
});
