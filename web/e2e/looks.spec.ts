import { agentOf, expect, test } from './fixtures.ts';
import { de, en } from './words.ts';

test('with forced colours everything chosen is still seen to be', async ({ as, sim }) => {
  const clara = await sim.customer('Clara Kontrast');
  const aylin = await as('aylin', { forcedColors: 'active' });
  await aylin.list('open');
  await clara.say('Ich sehe schlecht.');
  await aylin.open(clara.name);
  const outlined = async (selector: string): Promise<boolean> =>
    aylin.page
      .locator(selector)
      .first()
      .evaluate((element) => {
        const style = getComputedStyle(element);
        return style.outlineStyle !== 'none' || parseFloat(style.borderInlineStartWidth) >= 3;
      });
  expect(await outlined('[role=tab][aria-selected=true]')).toBe(true);
  expect(await outlined('a[data-row][aria-current]')).toBe(true);
  expect(await outlined('nav.rail a[aria-current]')).toBe(true);
  await aylin.press('h');
  await expect(aylin.page.locator('.choice').first()).toBeVisible();
  expect(await outlined('.choice.current')).toBe(true);
});

test('a conversation is printed whole, without what is for the screen', async ({ as, sim }) => {
  const clara = await sim.customer('Clara Papier');
  const aylin = await as('aylin');
  await aylin.list('open');
  let last = await clara.say('Satz Nummer 0.');
  for (let i = 1; i <= 12; i++)
    last = await clara.say(`Satz Nummer ${i}. ${'Er ist lang. '.repeat(20)}`, {
      in_reply_to: last.id,
    });
  await aylin.open(clara.name);
  await expect(aylin.said('Satz Nummer 12.')).toBeVisible();
  await aylin.page.emulateMedia({ media: 'print' });
  await expect(aylin.page.locator('nav.rail')).toBeHidden();
  await expect(aylin.rows.first()).toBeHidden();
  await expect(aylin.reply).toBeHidden();
  // Nothing of it is cut off by a box that scrolls.
  const cut = await aylin.timeline.evaluate((log) => log.scrollHeight - log.clientHeight);
  expect(cut).toBeLessThanOrEqual(1);
  const tall = await aylin.page.evaluate(() => document.documentElement.scrollHeight);
  const content = await aylin.timeline.evaluate((log) => log.scrollHeight);
  expect(tall).toBeGreaterThanOrEqual(content);
});

test('in English the inbox has English words only', async ({ as, apis, sim }) => {
  const clara = await sim.customer('Clara English');
  const lena = await apis('lena');
  await lena.patch('/me', { language: 'en' });
  try {
    const console = await as('lena');
    await console.goto('/inbox/open');
    await clara.say('Is anybody there?');
    await console.row(clara.name).click();
    await expect(console.page.getByRole('textbox', { name: en('reply-field') })).toBeVisible();
    const text = await console.page.locator('body').innerText();
    for (const key of [
      'send-public',
      'thread-resolve',
      'view-needs-me',
      'composer-note',
      'person-identities',
    ])
      expect(text).not.toContain(de(key));
    await expect(console.page.locator('html')).toHaveAttribute('lang', 'en');
  } finally {
    await lena.patch('/me', { language: 'de' });
  }
});

test('who may not change a setting is told so, and whom to ask', async ({ as, world }) => {
  const aylin = await as('aylin');
  await aylin.goto('/settings/teams');
  await expect(aylin.page.getByText(de('settings-only-admin'))).toBeVisible();
  await expect(aylin.page.getByText(new RegExp(agentOf(world, 'anna').name)).first()).toBeVisible();
  await aylin.goto('/settings/nothing-of-the-kind');
  await expect(aylin.page.getByRole('heading', { name: de('settings-lost') })).toBeVisible();
});

test('the counter says what it counts', async ({ as, sim }) => {
  const clara = await sim.customer('Clara Zählt');
  const aylin = await as('aylin');
  await aylin.list('open');
  await clara.say('Wie lang darf es sein?');
  await aylin.open(clara.name);
  await aylin.reply.fill('Kurz.');
  await aylin.page.locator('button:has(#reply-counter)').focus();
  const tip = aylin.page.getByRole('tooltip');
  await expect(tip).toBeVisible();
  await expect(tip).toContainText(de('counter-besides'));
  await expect(tip.locator('.part')).toHaveCount(2);
});

test('why an answer is private stands where it is written', async ({ as, sim }) => {
  const ben = await sim.customer('Ben Leise');
  const aylin = await as('aylin');
  await aylin.list('open');
  await ben.whisper('Bitte nicht weitersagen.');
  await aylin.open(ben.name);
  await expect(aylin.page.getByText(de('reply-why-private', { name: ben.name }))).toBeVisible();
});

test('an emoji is found by name and put where the caret stands, by keyboard', async ({
  as,
  sim,
}) => {
  const clara = await sim.customer('Clara Froh');
  const aylin = await as('aylin');
  await aylin.list('open');
  await clara.say('Es geht wieder!');
  await aylin.open(clara.name);
  await aylin.reply.fill('Gern  geschehen');
  await aylin.reply.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(5, 5));
  const button = aylin.page.getByRole('button', { name: de('emoji-add') });
  await button.focus();
  await aylin.press('Enter');
  await expect(aylin.page.getByRole('combobox', { name: de('emoji-search') })).toBeFocused();
  await aylin.page.keyboard.type('danke');
  await expect(aylin.page.getByRole('option', { name: 'danke, bitte' })).toBeVisible();
  await aylin.press('Enter');
  await expect(aylin.reply).toHaveValue('Gern 🙏 geschehen');
  await expect(aylin.reply).toBeFocused();
  await aylin.page.keyboard.type('!');
  await expect(aylin.reply).toHaveValue('Gern 🙏! geschehen');
  await button.click();
  await aylin.press('ArrowDown', 'ArrowRight', 'Escape');
  await expect(aylin.page.getByRole('combobox', { name: de('emoji-search') })).toBeHidden();
  await expect(aylin.reply).toHaveValue('Gern 🙏! geschehen');
});
