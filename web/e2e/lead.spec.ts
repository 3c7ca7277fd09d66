// What somebody who looks after others needs at a glance, and what agents are spared.
import { expect, test } from './fixtures.ts';
import { HOUR, later } from './later.ts';
import { de } from './words.ts';

interface Rows {
  items: { id: string; status: string; assignee_id: string | null; customer: { name: string } }[];
}

test('the board says for whom it is too late next, and who is free', async ({ as, apis, sim }) => {
  const admin = await apis('anna');
  const [jonas, aylin] = [await as('jonas'), await as('aylin')];
  await jonas.goto('/live');
  const { page } = jonas;
  await expect(page.getByText(de('live-next-none'))).toBeVisible();
  await admin.put('/settings/targets', {
    targets: [{ name: 'Alles in zwei Stunden', first_response: 2 * HOUR, in_hours: false }],
  });
  try {
    await aylin.list('open');
    const [eva, tom] = [await sim.customer('Eva Zuerst'), await sim.customer('Tom Danach')];
    await eva.say('Mein Internet geht nicht.');
    await expect(aylin.row(eva.name)).toBeVisible();
    await later(HOUR / 2, admin, sim);
    await tom.say('Meins auch nicht.');
    const next = page.locator('[data-next]');
    await expect(next).toHaveCount(2);
    await expect(next.first()).toContainText(eva.name);
    await expect(next.first()).toContainText(/in \d+ Std\./);
    await expect(next.first()).toContainText(de('live-next-nobodys'));

    // Open conversations, and no figure of how anybody works.
    const row = page.locator('[data-person]').filter({ hasText: 'Aylin' });
    await expect(row).toContainText(de('live-is-free'));
    await expect(row.locator('td').last()).toHaveText('0');
    await aylin.open(eva.name);
    await aylin.timeline.focus();
    await aylin.press('i');
    await expect(row.locator('td').last()).toHaveText('1');
    await expect(next.first()).toContainText('Aylin');
    await next.first().click();
    await expect(jonas.said('Mein Internet geht nicht.')).toBeVisible();

    // What is put off waits all the same, and the board says so.
    const two = page.getByText(de('live-waiting-snoozed', { count: 1 }));
    await aylin.press('h');
    await aylin.page.getByRole('combobox', { name: de('command-snooze') }).fill('morgen');
    await aylin.press('Enter');
    await jonas.goto('/live');
    await expect(two).toBeVisible();
    await expect(page.locator('[data-number=waiting]')).toHaveText('2');
    const seen = await apis('aylin');
    expect((await seen.get<{ people: unknown[] }>('/live-board')).people).toEqual([]);
    await jonas.noErrors();
  } finally {
    await admin.put('/settings/targets', { targets: [] });
  }
});

test('leads find incidents in the menu, on a phone too', async ({ as }) => {
  const [jonas, aylin] = [await as('jonas'), await as('aylin')];
  await jonas.list('open');
  const menu = (of: typeof jonas) =>
    of.page.getByRole('navigation', { name: de('nav-label') }).getByRole('link', {
      name: de('nav-incidents'),
    });
  await menu(jonas).click();
  await expect(jonas.page.getByRole('heading', { level: 1 })).toHaveText(de('nav-incidents'));
  await expect(menu(jonas)).toHaveAttribute('aria-current', 'page');
  await aylin.list('open');
  await expect(menu(aylin)).toHaveCount(0);
  const small = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
  const phone = await as('jonas', small);
  await phone.list('open');
  await phone.page.getByRole('button', { name: de('nav-more') }).tap();
  await phone.page
    .getByRole('dialog')
    .getByRole('link', { name: de('nav-incidents') })
    .tap();
  await expect(phone.page).toHaveURL(/\/incidents$/);
});

test('a list says its order, and another one is chosen by keyboard and kept', async ({
  as,
  apis,
  sim,
}) => {
  const admin = await apis('anna');
  const jonas = await as('jonas');
  await jonas.list('open');
  const [eva, tom] = [await sim.customer('Eva Wartet'), await sim.customer('Tom Dringend')];
  await eva.say('Ich warte am längsten.');
  await expect(jonas.row(eva.name)).toBeVisible();
  await later(60, admin, sim);
  await tom.say('Bei mir ist es dringend.');
  await expect(jonas.row(tom.name)).toBeVisible();
  const { items } = await admin.get<Rows>('/conversations?status=open');
  const urgent = items.find((each) => each.customer.name === tom.name)?.id ?? '';
  await admin.patch(`/conversations/${urgent}`, { priority: 'urgent' });
  await expect(jonas.rows.first()).toContainText(tom.name);
  const sort = jonas.page.getByRole('button', {
    name: de('list-ordered', { order: de('list-order-due') }),
  });
  await expect(sort).toContainText(de('list-order-due'));
  await jonas.press('v');
  await expect(jonas.page.getByRole('listbox', { name: de('list-order') })).toBeVisible();
  await jonas.press('ArrowDown', 'Enter');
  await expect(jonas.rows.first()).toContainText(eva.name);
  await jonas.page.reload();
  await expect(jonas.page.getByText(de('list-order-waiting'))).toBeVisible();
  await expect(jonas.rows.first()).toContainText(eva.name);
  // Each list has an order of its own.
  await jonas.list('needs_me');
  await expect(jonas.page.getByText(de('list-order-due'))).toBeVisible();
  await jonas.noErrors();
});

test('what sounds like thanks needs one key, and comes back with another', async ({
  as,
  apis,
  sim,
}) => {
  const eva = await sim.customer('Eva Zufrieden');
  const aylin = await as('aylin');
  await aylin.list('open');
  await eva.say('Techniker war da, alles leuchtet grün. Danke an Jonas!');
  await aylin.open(eva.name);
  await expect(aylin.page.getByText(de('thanks-maybe'))).toBeVisible();
  await aylin.timeline.focus();
  await aylin.press('Shift+O');
  await expect(aylin.toasts.getByText(de('done-no-answer', { count: 1 }))).toBeVisible();
  const admin = await apis('anna');
  const of = async (): Promise<string | undefined> =>
    (await admin.get<Rows>('/conversations?limit=50')).items.find(
      (each) => each.customer.name === eva.name,
    )?.status;
  await expect.poll(of).toBe('resolved');
  await aylin.press('z');
  await expect.poll(of).toBe('open');
  await aylin.noErrors();
});

test('a place for a name that nobody filled holds a reply back', async ({ as, sim }) => {
  const eva = await sim.customer('Eva Vorlage');
  const aylin = await as('aylin');
  await aylin.list('open');
  await eva.say('Wer antwortet mir?');
  await aylin.open(eva.name);
  await aylin.reply.fill('Guten Tag {customer}, wir kümmern uns.');
  const hint = aylin.page.getByText(de('reply-unfilled', { what: '{customer}' }), { exact: true });
  await expect(hint.first()).toBeVisible();
  await aylin.reply.press('Control+Enter');
  await expect(aylin.page.getByRole('button', { name: de('send-public') })).toBeDisabled();
  await expect(aylin.reply).toHaveValue(/\{customer\}/);
  await aylin.reply.fill('Guten Tag Eva, wir kümmern uns.');
  await aylin.reply.press('Control+Enter');
  await expect.poll(async () => (await eva.answers()).length).toBe(1);
  await aylin.noErrors();
});

test('an earlier matter is named after what they wanted', async ({ as, apis, sim }) => {
  const eva = await sim.customer('Eva Früher');
  const jonas = await as('jonas');
  await jonas.list('open');
  await eva.say('Mein Router blinkt rot.');
  await jonas.open(eva.name);
  await jonas.reply.fill('Bitte einmal neu starten.');
  await jonas.reply.press('Control+Enter');
  await expect.poll(async () => (await eva.answers()).length).toBe(1);
  const admin = await apis('anna');
  const { items } = await admin.get<Rows>('/conversations?limit=50');
  const id = items.find((each) => each.customer.name === eva.name)?.id ?? '';
  await admin.post(`/conversations/${id}/status`, { status: 'resolved' });
  await eva.whisper('Etwas ganz anderes: Wann kommt die Rechnung?');
  await jonas.list('open');
  await jonas.open(eva.name);
  const person = jonas.page.getByRole('complementary', { name: de('person-label') });
  await expect(person.getByText('Mein Router blinkt rot.')).toBeVisible();
  await expect(person.getByText('Bitte einmal neu starten.')).toHaveCount(0);
  await jonas.noErrors();
});

test('the red bar names its second message, and shows both when asked', async ({
  as,
  apis,
  sim,
}) => {
  const admin = await apis('anna');
  await admin.put('/settings/targets', {
    targets: [{ name: 'Alles in einer Stunde', first_response: HOUR, in_hours: false }],
  });
  try {
    const jonas = await as('jonas');
    await jonas.list('open');
    const eva = await sim.customer('Eva Zweimal');
    await eva.say('Mein Internet geht nicht.');
    await expect(jonas.row(eva.name)).toBeVisible();
    const { items } = await admin.get<Rows>('/conversations?status=open');
    const id = items.find((each) => each.customer.name === eva.name)?.id ?? '';
    const due = new Date(Date.now() + 3 * HOUR * 1000).toISOString();
    await admin.post(`/conversations/${id}/promises`, { kind: 'next_word', text: 'Anruf', due });
    await later(5 * HOUR, admin, sim);
    const bar = jonas.page.getByRole('region', { name: de('alarms-label') });
    await expect(bar.getByRole('alert')).toHaveCount(1);
    const rest = bar.locator('button[aria-expanded]').last();
    await expect(rest).not.toBeEmpty();
    const first = await bar.getByRole('alert').innerText();
    await rest.click();
    await expect(bar.getByRole('alert')).toHaveCount(2);
    const both = await bar.getByRole('alert').allInnerTexts();
    expect(new Set(both).size).toBe(2);
    expect(both[0]).toBe(first);
    await bar.getByRole('button', { name: de('alarms-fewer') }).click();
    await expect(bar.getByRole('alert')).toHaveCount(1);
    await jonas.noErrors();
  } finally {
    await admin.put('/settings/targets', { targets: [] });
  }
});
