import { expect, test } from './fixtures.ts';
import { de } from './words.ts';

test('the list keeps its order while a pointer is over it', async ({ as, sim }) => {
  const first = await sim.customer('Anton Zuerst');
  const aylin = await as('aylin');
  await aylin.list('open');
  await first.say('Ich war zuerst da.');
  await expect(aylin.row(first.name)).toBeVisible();
  await aylin.row(first.name).hover();
  const before = await aylin.rows.allTextContents();
  const second = await sim.customer('Berta Danach');
  await second.say('Und ich danach.');
  await expect(
    aylin.page.getByRole('button', { name: de('list-fresh', { count: 1 }) }),
  ).toBeVisible();
  expect((await aylin.rows.allTextContents()).length).toBe(before.length);
  // A click opens what was under the pointer.
  await aylin.row(first.name).click();
  await expect(aylin.said('Ich war zuerst da.')).toBeVisible();
  await aylin.page.mouse.move(1000, 300);
  await expect(aylin.row(second.name)).toBeVisible();
});

test('many are resolved at once, and one key brings them back', async ({ as, sim }) => {
  const names: string[] = [];
  const aylin = await as('aylin');
  await aylin.list('open');
  for (const name of ['Sammel Eins', 'Sammel Zwei', 'Sammel Drei']) {
    const customer = await sim.customer(name);
    await customer.say('Danke für nichts.');
    names.push(customer.name);
  }
  for (const name of names) await expect(aylin.row(name)).toBeVisible();
  await aylin.page.mouse.move(1000, 300);
  for (const name of names)
    await aylin.page
      .getByRole('checkbox', { name: de('list-choose', { name }) })
      .click({ force: true });
  await expect(aylin.page.getByText(de('bulk-count', { count: 3 }))).toBeVisible();
  await aylin.page.mouse.move(1000, 300);
  await aylin.press('e');
  for (const name of names) await expect(aylin.row(name)).toHaveCount(0);
  await expect(aylin.toasts.getByText(de('done-resolved', { count: 3 }))).toBeVisible();
  await aylin.press('z');
  for (const name of names) await expect(aylin.row(name)).toBeVisible();
});

test('what is put off comes back at its time', async ({ as, apis, sim }) => {
  const clara = await sim.customer('Clara Später');
  const aylin = await as('aylin');
  await aylin.list('open');
  await clara.say('Bitte erst nachher.');
  await aylin.open(clara.name);
  await aylin.press('h');
  await aylin.page.getByRole('combobox', { name: de('command-snooze') }).fill('in 2 Stunden');
  await aylin.press('Enter');
  await expect(aylin.row(clara.name)).toHaveCount(0);
  await aylin.list('snoozed');
  await expect(aylin.row(clara.name)).toBeVisible();
  const two = 2 * 3600 + 60;
  await (await apis('anna')).advance(two);
  await sim.advance(two);
  await expect(aylin.row(clara.name)).toHaveCount(0);
  await aylin.list('open');
  await expect(aylin.row(clara.name)).toBeVisible();
});

test('a time that is over is said to be, and the next one offered', async ({ as, sim }) => {
  const clara = await sim.customer('Clara Gestern');
  const aylin = await as('aylin');
  await aylin.list('open');
  await clara.say('Wann?');
  await aylin.open(clara.name);
  await aylin.press('h');
  const box = aylin.page.getByRole('combobox', { name: de('command-snooze') });
  await box.fill('gestern');
  await expect(aylin.page.getByText(de('snooze-over'))).toBeVisible();
  await box.fill('nächste Woche');
  await expect(aylin.page.getByText(de('snooze-over'))).toHaveCount(0);
  await expect(aylin.page.locator('.choice').first()).toContainText('9:00');
  await aylin.press('Enter');
  await expect(aylin.row(clara.name)).toHaveCount(0);
});
