// Rules: written with a mistake that is put right, tried over the past; what they found is decided.
import { mkdirSync } from 'node:fs';
import type { Api } from './api.ts';
import { expect, test } from './fixtures.ts';
import { de } from './words.ts';

interface Listed {
  items: { id: string; name: string; state?: string; author?: { name: string } }[];
}

/** Rules of a test are gone with it. */
async function dropAll(admin: Api): Promise<void> {
  for (const { id } of (await admin.get<Listed>('/rules')).items)
    await admin.remove(`/rules/${id}`);
}
/** Set, it is a folder that gets a picture of each screen, to be looked at. */
const PICTURES = process.env['GERNE_PICTURES'];
if (PICTURES) mkdirSync(PICTURES, { recursive: true });

test('a rule is written with a mistake, put right with one click, tried over the past and kept', async ({
  as,
  apis,
  sim,
}) => {
  const admin = await apis('anna');
  const clara = await sim.customer('Clara Netz');
  const anna = await as('anna');
  const { page } = anna;
  await anna.list('open');
  await clara.say('Schon wieder Störgeräusche im Telefon!');
  await expect(anna.row(clara.name)).toBeVisible();
  try {
    await anna.goto('/rules/new');
    await page.getByLabel(de('rules-name')).fill('Störgeräusch');
    const query = page.getByRole('textbox', { name: de('rules-query'), exact: true });
    await query.fill('Störgeräusch follower:>100');
    const fix = page.locator('.query li button').nth(1);
    await expect(fix).toBeVisible();
    await expect(query).toHaveAttribute('aria-invalid', 'true');
    await expect(page.locator('.wrong')).toHaveText(/follower/);
    await expect(page.getByRole('button', { name: de('rules-keep') })).toBeDisabled();
    // The fix is reached by Tab: first the place, then what puts it right.
    await query.focus();
    await anna.press('Tab', 'Tab', 'Enter');
    await expect(query).toHaveValue('Störgeräusch followers:>100');
    await expect(query).toBeFocused();
    await expect(query).not.toHaveAttribute('aria-invalid');
    await query.fill('Störgeräusch');
    await expect(page.locator('[data-hits="1"]')).toBeVisible();
    await expect(page.locator('.preview mark')).toHaveText('Störgeräusche');
    await expect(page.locator('[data-reading]')).not.toBeEmpty();

    await page.getByRole('button', { name: de('backtest-go') }).click();
    await expect(page.locator('[data-backtest=done]')).toContainText('1 Treffer');
    const chart = page.getByRole('figure', { name: de('backtest-by-day') });
    await chart.getByText(de('reports-table')).click();
    const today = chart.getByRole('table').getByRole('row').last();
    await expect(today.getByRole('cell').first()).toHaveText('1');
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/editor.png`, fullPage: true });
    await page.getByRole('button', { name: de('rules-keep') }).click();
    await expect(anna.toasts.getByText(de('rules-kept'))).toBeVisible();
    await expect(page).toHaveURL(/\/rules\/[0-9a-f-]{36}$/);
    await anna.goto('/rules');
    await expect(page.getByRole('link', { name: 'Störgeräusch', exact: true })).toBeVisible();
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/rules.png` });
    await anna.noErrors();
  } finally {
    await dropAll(admin);
  }
});

test('one find is confirmed and one dismissed by keyboard, and a decision is taken back', async ({
  as,
  apis,
  sim,
}) => {
  const admin = await apis('anna');
  const marked = async (state: string): Promise<number> =>
    (await admin.get<Listed>(`/flags?marks=true&state=${state}`)).items.length;
  // What others found is decided.
  for (const { id } of (await admin.get<Listed>('/flags?marks=true&state=open')).items)
    await admin.post(`/flags/${id}/dismiss`, {});
  const [confirmed, dismissed] = [await marked('confirmed'), await marked('dismissed')];
  await admin.post('/rules', { name: 'Funkloch', text: 'Funkloch' });
  try {
    const [eva, tom] = [await sim.customer('Eva Funk'), await sim.customer('Tom Loch')];
    await eva.say('Seit drei Tagen Funkloch, und niemand hilft mir. Ich kündige bald!!');
    await expect.poll(() => marked('open')).toBe(1);
    await tom.say('Funkloch ist ein schönes Wort.');
    await expect.poll(() => marked('open')).toBe(2);

    const anna = await as('anna');
    const { page } = anna;
    await anna.goto('/flags');
    await page.getByRole('radio', { name: de('flags-marks') }).check({ force: true });
    const cards = page.locator('[data-flag]');
    await expect(cards).toHaveCount(2);
    await expect(cards.first().locator('mark')).toHaveText('Funkloch');
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/flags.png` });
    await page.locator('main').focus();
    await anna.press('k', 'j');
    await expect(cards.nth(1)).toBeFocused();
    await anna.press('k');
    await expect(cards.first()).toBeFocused();
    await anna.press('x');
    await expect(anna.toasts.getByText(de('flags-dismissed-toast'))).toBeVisible();
    await expect(cards).toHaveCount(1);
    await anna.press('z');
    await expect(cards).toHaveCount(2);
    await expect.poll(() => marked('dismissed')).toBe(dismissed);
    await anna.press('x');
    await expect(cards).toHaveCount(1);
    await anna.press('y');
    await expect(page.getByText(de('flags-none'))).toBeVisible();
    await expect.poll(() => marked('confirmed')).toBe(confirmed + 1);
    await expect.poll(() => marked('dismissed')).toBe(dismissed + 1);

    // Where it was said stands how it was read, and that can be put right.
    await anna.list('open');
    await anna.open(eva.name);
    const strip = page.getByRole('region', { name: de('tone-strip') });
    await expect(strip).toContainText(de('tone-complaint'));
    await expect(strip.getByRole('link', { name: 'Funkloch' })).toBeVisible();
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/strip.png` });
    await strip.getByRole('button', { name: de('tone-correct') }).click();
    await strip.getByRole('button', { name: de('tone-request') }).click();
    await expect(strip).toContainText(de('tone-corrected'));
    await expect(anna.toasts.getByText(de('tone-correct-done'))).toBeVisible();
    await anna.noErrors();
    if (PICTURES) {
      for (const [name, options] of [
        ['dark', { colorScheme: 'dark' }],
        ['phone', { viewport: { width: 360, height: 740 }, hasTouch: true }],
      ] as const) {
        const other = await as('anna', options);
        for (const path of ['/rules', '/rules/new', '/flags']) {
          await other.goto(path);
          if (path === '/flags')
            await other.page
              .getByRole('radio', { name: de('flags-confirmed') })
              .check({ force: true });
          await expect(other.page.locator('h1')).toBeVisible();
          await other.page.waitForLoadState('networkidle');
          await other.page.screenshot({
            path: `${PICTURES}/${name}${path.replaceAll('/', '-')}.png`,
          });
        }
      }
    }
  } finally {
    await dropAll(admin);
  }
});

test('on a phone nothing of rules is wider than the phone', async ({ as }) => {
  const anna = await as('anna', { viewport: { width: 360, height: 740 }, hasTouch: true });
  for (const path of ['/rules', '/rules/new', '/flags']) {
    await anna.goto(path);
    await expect(anna.page.locator('h1')).toBeVisible();
    const wide = await anna.page.evaluate(() => {
      const inside = [...document.querySelectorAll('.page, .column')];
      return Math.max(...inside.map((each) => each.scrollWidth - each.clientWidth));
    });
    expect(wide, path).toBeLessThanOrEqual(1);
  }
  await anna.noErrors();
});
