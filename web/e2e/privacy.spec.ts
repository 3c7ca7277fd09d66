import { readFile } from 'node:fs/promises';
import { expect, test } from './fixtures.ts';
import { de } from './words.ts';

test('a person is erased for good, after their name was typed', async ({ as, sim }) => {
  const clara = await sim.customer('Clara Vergessen');
  const anna = await as('anna');
  await anna.list('open');
  await clara.say('Bitte löschen Sie alles über mich.');
  await anna.open(clara.name);
  await anna.reply.fill('Angefangen');
  await anna.page.getByRole('button', { name: de('person-erase') }).click();
  const dialog = anna.page.getByRole('dialog', { name: de('erase-title', { name: clara.name }) });
  await expect(dialog.getByText(de('erase-goes-conversations', { count: 1 }))).toBeVisible();
  const go = dialog.getByRole('button', { name: de('erase-go') });
  await expect(go).toBeDisabled();
  await dialog.getByRole('textbox').fill('jemand anderes');
  await expect(go).toBeDisabled();
  await dialog.getByRole('textbox').fill(clara.name.toLowerCase());
  await go.click();
  await expect(anna.toasts.getByText(de('erase-done'))).toBeVisible();
  await anna.list('open');
  await expect(anna.row(clara.name)).toHaveCount(0);
  const kept = await anna.page.evaluate(() => JSON.stringify(localStorage));
  expect(kept).not.toContain('Angefangen');

  await anna.goto('/settings/privacy');
  await expect(anna.page.getByText(de('erased-conversations', { count: 1 })).first()).toBeVisible();
  expect(await anna.page.locator('main').innerText()).not.toContain(clara.name);
  await anna.noErrors();
});

test('keeping for a shorter time asks first', async ({ as, apis }) => {
  const admin = await apis('anna');
  const anna = await as('anna');
  await anna.goto('/settings/channels');
  await anna.page.locator('.column ul a').first().click();
  const field = anna.page.getByLabel(de('retention-resolved_days'), { exact: true });
  await field.selectOption({ label: de('retention-years', { count: 1 }) });
  await anna.page.getByRole('button', { name: de('action-save') }).click();
  await anna.page.getByRole('button', { name: de('retention-yes') }).click();
  await expect(anna.toasts.getByText(de('house-saved'))).toBeVisible();
  await anna.page.reload();
  await expect(field).toHaveValue('365');
  const { items } = await admin.get<{ items: { id: string }[] }>('/accounts');
  for (const { id } of items)
    await admin.patch(`/accounts/${id}`, {
      settings: { forgetting: { resolved_days: 0, attachments_days: 0, strangers_days: 14 } },
    });
});

// The server ends the file with a panic of its own when it is compressed on the way.
test('all data of a person is taken out', async ({ as, sim }) => {
  const clara = await sim.customer('Clara Auskunft');
  const anna = await as('anna');
  await anna.list('open');
  await clara.say('Was wissen Sie über mich?');
  await anna.open(clara.name);
  const download = anna.page.waitForEvent('download');
  await anna.page.getByRole('button', { name: de('person-export') }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.zip$/);
  const bytes = await readFile(await file.path());
  expect(bytes.subarray(0, 2).toString()).toBe('PK');
});
