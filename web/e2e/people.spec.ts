import { expect, test } from './fixtures.ts';
import { de } from './words.ts';

test('blocking asks, closes what is open, and is undone with one key', async ({ as, sim }) => {
  const troll = await sim.customer('Theo Troll');
  const aylin = await as('aylin');
  await aylin.list('needs_me');
  await troll.say('Ihr seid alle doof.');
  await aylin.open(troll.name);
  await aylin.page.getByRole('button', { name: de('person-block'), exact: true }).click();
  const dialog = aylin.page.getByRole('dialog');
  await expect(dialog.getByText(de('block-open', { count: 1 }))).toBeVisible();
  await expect(dialog.getByRole('button', { name: de('action-cancel') })).toBeVisible();
  await dialog.getByRole('button', { name: de('person-block'), exact: true }).click();
  await expect(aylin.row(troll.name)).toHaveCount(0);
  await expect(aylin.page.getByText(de('no-answer-blocked')).first()).toBeVisible();
  await expect(aylin.page.getByText(de('composer-blocked', { name: troll.name }))).toBeVisible();
  await aylin.press('Escape', 'z');
  await expect(aylin.row(troll.name)).toBeVisible();
  await expect(aylin.page.getByText(de('person-blocked'), { exact: true })).toHaveCount(0);
});

test('two conversations are joined and parted again with the mouse', async ({ as, sim }) => {
  const clara = await sim.customer('Clara Doppelt');
  const aylin = await as('aylin');
  await aylin.list('open');
  await clara.whisper('Meine Kundennummer ist 4711.');
  await expect(aylin.row(clara.name)).toHaveCount(1);
  await clara.say('Und mein Internet geht nicht.');
  await expect(aylin.row(clara.name)).toHaveCount(2);
  await aylin.row(clara.name).filter({ hasText: 'Internet' }).click();
  await aylin.page
    .locator('header')
    .getByRole('button', { name: de('bulk-more') })
    .click();
  await aylin.page.getByRole('option', { name: de('command-join') }).click();
  const dialog = aylin.page.getByRole('dialog', { name: de('join-title') });
  const other = dialog.getByRole('listitem').filter({ hasText: '4711' });
  await expect(other.getByText(de('visibility-private'))).toBeAttached();
  await other.getByRole('button').click();
  await expect(aylin.said('Meine Kundennummer ist 4711.')).toBeVisible();
  await expect(aylin.row(clara.name)).toHaveCount(1);
  await aylin.toasts.getByRole('button', { name: de('action-undo') }).click();
  await expect(aylin.row(clara.name)).toHaveCount(2);
  await expect(
    aylin.timeline.locator('article').filter({ hasText: 'Meine Kundennummer ist 4711.' }),
  ).toHaveCount(0);
});

test('a message is moved into a conversation of its own', async ({ as, sim }) => {
  const clara = await sim.customer('Clara Zweierlei');
  const aylin = await as('aylin');
  await aylin.list('open');
  const first = await clara.say('Mein Router ist kaputt.');
  await aylin.open(clara.name);
  await clara.say('Und die Rechnung stimmt nicht.', { in_reply_to: first.id });
  const second = aylin.timeline.locator('article').filter({ hasText: 'Rechnung' });
  await second.hover();
  await second.getByRole('button', { name: de('message-more') }).click();
  await aylin.page.getByRole('option', { name: de('message-separate') }).click();
  await expect(aylin.toasts.getByText(de('done-separated'))).toBeVisible();
  await expect(aylin.row(clara.name)).toHaveCount(2);
  await expect(second).toHaveCount(0);
  await aylin.toasts.getByRole('button', { name: de('action-undo') }).click();
  await expect(second).toBeVisible();
  await expect(aylin.row(clara.name)).toHaveCount(1);
});

test('what stood there before it was edited can be read', async ({ as, sim }) => {
  const clara = await sim.customer('Clara Anders');
  const aylin = await as('aylin');
  await aylin.list('open');
  const post = await clara.say('Ihr habt 50 Euro abgebucht.');
  await aylin.open(clara.name);
  await clara.edit(post, 'Ihr habt 500 Euro abgebucht.');
  await expect(aylin.said('500 Euro')).toBeVisible();
  const edited = de('message-edited', { when: 'WHEN' }).split('WHEN')[0] ?? '';
  await aylin.timeline.getByRole('button', { name: edited }).click();
  const dialog = aylin.page.getByRole('dialog', { name: de('revisions-title') });
  await expect(dialog.getByText('50 Euro', { exact: false }).first()).toBeVisible();
  await expect(dialog.getByText('500 Euro')).toBeVisible();
  await expect(dialog.getByRole('heading', { level: 3 })).toHaveCount(2);
  await aylin.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('whom we write to first is found among those we know', async ({ as, sim }) => {
  const clara = await sim.customer('Clara Bekannt');
  const aylin = await as('aylin');
  await aylin.list('open');
  await clara.say('Hallo!');
  await expect(aylin.row(clara.name)).toBeVisible();
  await aylin.press('c');
  const dialog = aylin.page.getByRole('dialog', { name: de('command-new') });
  const field = dialog.getByRole('combobox', { name: de('new-to'), exact: true });
  await field.fill(clara.name);
  await expect(dialog.getByRole('option').filter({ hasText: clara.name })).toBeVisible();
  await aylin.press('ArrowDown', 'Enter');
  await expect(field).toHaveValue(new RegExp(clara.handle));
  await expect(dialog.getByRole('listbox')).toBeHidden();
});

test('who may be the same person is joined with one key, and told apart with one', async ({
  as,
  sim,
}) => {
  const number = '48013377';
  const clara = await sim.customer('Clara Doppelgang');
  const other = await sim.customer('Clara Doppelgang');
  const aylin = await as('aylin');
  await aylin.list('open');
  await clara.whisper(`Meine Kundennummer ist ${number}. Das Internet geht nicht.`);
  await other.whisper(`Nochmal von hier: Kundennummer ${number}.`);
  await expect(aylin.row(other.name)).toBeVisible();
  await aylin.open(clara.name);
  const offered = aylin.page.getByRole('region', { name: de('same-title') });
  await expect(offered).toContainText(other.name);
  await expect(offered).toContainText(number);
  // What the other wrote is not shown before.
  await expect(offered).not.toContainText('Nochmal von hier');
  await aylin.press('s');
  await expect(offered).toHaveCount(0);
  await expect(
    aylin.toasts.getByText(de('done-people-joined', { name: other.name })),
  ).toBeVisible();
  await aylin.press('z');
  await expect(offered).toHaveCount(0);

  const third = await sim.customer('Clara Doppelgang');
  await third.whisper(`Hallo, Kundennummer ${number}`);
  await expect(offered).toContainText(third.name);
  await aylin.press('Shift+s');
  await expect(offered).toHaveCount(0);
  await aylin.page.reload();
  await expect(aylin.row(third.name)).toBeVisible();
  await expect(offered).toHaveCount(0);
  await aylin.noErrors();
});
