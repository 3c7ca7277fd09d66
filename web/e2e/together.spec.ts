import { agentOf, expect, test } from './fixtures.ts';
import type { World } from './server.ts';
import { de } from './words.ts';

/** What is said about Lena. Where it is narrow, colleagues go by their first names. */
const about = (world: World, key: string): RegExp => {
  const lena = agentOf(world, 'lena').name.split(' ')[0] ?? '';
  return new RegExp(de(key, { name: 'NAME' }).replace('NAME', `${lena}( \\S+)?`));
};

test('two people in one conversation see each other read and write', async ({ as, sim, world }) => {
  const clara = await sim.customer('Clara Gemeinsam');
  const [aylin, lena] = [await as('aylin'), await as('lena')];
  await aylin.list('open');
  await lena.list('open');
  await clara.say('Hallo?');
  await aylin.open(clara.name);
  await lena.open(clara.name);
  await expect(aylin.page.getByText(about(world, 'presence-viewing'))).toBeVisible();
  await lena.reply.pressSequentially('Hallo Clara');
  await expect(aylin.page.getByText(about(world, 'presence-reply'))).toBeVisible();
  // A second answer is asked about once, never forbidden.
  await aylin.reply.fill('Guten Tag!');
  await aylin.press('Control+Enter');
  await expect(aylin.page.getByText(about(world, 'lock-ask')).first()).toBeVisible();
  // The same key again decides nothing: the safe answer had the focus.
  await aylin.press('Control+Enter', 'Control+Enter', 'Control+Enter');
  await expect(aylin.page.getByRole('button', { name: de('lock-wait') })).toBeFocused();
  expect(await clara.answers()).toEqual([]);
  await aylin.press('Enter');
  await expect(aylin.reply).toBeFocused();
  await expect(aylin.reply).toHaveValue('Guten Tag!');
  // Who goes away is no longer seen.
  await lena.goto('/inbox/snoozed');
  await expect(aylin.page.getByText(about(world, 'presence-reply'))).toHaveCount(0);
  await expect(aylin.page.getByRole('alertdialog')).toHaveCount(0);
});

test('who knows that a colleague writes can still send', async ({ as, sim, world }) => {
  const clara = await sim.customer('Clara Trotzdem');
  const [aylin, lena] = [await as('aylin'), await as('lena')];
  await aylin.list('open');
  await lena.list('open');
  await clara.say('Hallo?');
  await aylin.open(clara.name);
  await lena.open(clara.name);
  await lena.reply.pressSequentially('Hallo Clara');
  await expect(aylin.page.getByText(about(world, 'presence-reply'))).toBeVisible();
  await aylin.reply.fill('Guten Tag!');
  await aylin.press('Control+Enter');
  await aylin.page.getByRole('button', { name: de('send-anyway') }).click();
  await expect.poll(async () => (await clara.answers()).length).toBe(1);
});

test('what a colleague does is seen without reloading', async ({ as, sim, world }) => {
  const clara = await sim.customer('Clara Übergabe');
  const [aylin, lena] = [await as('aylin'), await as('lena')];
  await lena.list('mine');
  await aylin.list('open');
  await clara.say('Wer kümmert sich?');
  await aylin.open(clara.name);
  await aylin.press('a');
  const popover = aylin.page.getByRole('dialog');
  await popover.getByRole('combobox').fill('Lena');
  await aylin.press('Enter');
  await expect(lena.row(clara.name)).toBeVisible();
  await expect(aylin.said(agentOf(world, 'lena').name).first()).toBeVisible();
});
