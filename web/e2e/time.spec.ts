// Time: who waits, for how long, by when; the board, the next one, hours, targets and figures.
import type { Locator } from '@playwright/test';
import type { Api } from './api.ts';
import { agentOf, expect, test } from './fixtures.ts';
import { de } from './words.ts';

const HOUSE = '/settings/hours/00000000-0000-0000-0000-000000000000';
const HOUR = 3600;

interface Hours {
  id: string;
  week: Record<string, string[]>;
  holidays: { regions: string[]; also: Record<string, { de: string }> };
}

/** What a number on the board says now, once it is there; others may have put something off. */
async function read(number: Locator): Promise<number> {
  await expect(number).toHaveText(/\d/);
  return Number(await number.innerText());
}

const target = (seconds: number) => ({
  name: 'Alles',
  accounts: [],
  teams: [],
  priorities: [],
  languages: [],
  labels: [],
  first_response: seconds,
  next_response: seconds,
  resolution: null,
  in_hours: false,
});
/** Whatever a test sets is gone with it. */
async function aiming(admin: Api, seconds: number, act: () => Promise<void>): Promise<void> {
  await admin.put('/settings/targets', { targets: [target(seconds)] });
  try {
    await act();
  } finally {
    await admin.put('/settings/targets', { targets: [] });
  }
}

test('a week is painted by keyboard and kept, with the holidays of a place', async ({
  as,
  apis,
}) => {
  const admin = await apis('anna');
  const anna = await as('anna');
  const next = new Date().getFullYear() + 1;
  try {
    await anna.goto('/settings/hours/house');
    const { page } = anna;
    const monday = page.getByRole('textbox', { name: 'Montag' });
    await monday.fill('9-12, 13-18');
    await anna.press('Tab');
    await expect(monday).toHaveValue('09:00–12:00, 13:00–18:00');
    await page.getByRole('textbox', { name: 'Dienstag' }).fill('neun bis fünf');
    await anna.press('Tab');
    await expect(page.getByText(de('hours-unreadable'))).toBeVisible();
    await page.getByRole('textbox', { name: 'Dienstag' }).fill('0-24');
    await anna.press('Tab');
    await expect(page.getByText(de('hours-unreadable'))).toHaveCount(0);

    // One cell is reached by Tab; Space opens it, Shift with an arrow the next one, too.
    await page.locator('[role=gridcell][tabindex="0"]').focus();
    await anna.press('Home', 'Space', 'Shift+ArrowRight');
    await expect(monday).toHaveValue('00:00–01:00, 09:00–12:00, 13:00–18:00');
    await anna.press('ArrowDown', 'ArrowUp', 'Home', 'Space');
    await expect(monday).toHaveValue('00:30–01:00, 09:00–12:00, 13:00–18:00');

    await page.getByLabel(de('hours-region')).first().selectOption('DE-NW');
    await expect(page.getByText(de('hours-law', { count: 0 }).slice(2, 20)).first()).toBeVisible();
    await page.getByRole('button', { name: de('hours-ical') }).click();
    await page
      .getByLabel(de('hours-ical-text'))
      .fill(
        [
          'BEGIN:VCALENDAR',
          'VERSION:2.0',
          'PRODID:-//test//test//DE',
          'BEGIN:VEVENT',
          'UID:ausflug@example.org',
          'DTSTAMP:20260101T000000Z',
          `DTSTART;VALUE=DATE:${next}1002`,
          `DTEND;VALUE=DATE:${next}1003`,
          'SUMMARY:Betriebsausflug',
          'END:VEVENT',
          'END:VCALENDAR',
        ].join('\r\n'),
      );
    await page.getByRole('button', { name: de('hours-ical-go') }).click();
    await expect(page.getByText('Betriebsausflug')).toBeVisible();
    await expect(page.getByRole('heading', { name: de('hours-preview') })).toBeVisible();
    await page.getByRole('button', { name: de('house-save') }).click();
    await expect(anna.toasts.getByText(de('hours-kept'))).toBeVisible();

    const kept = (await admin.get<{ items: Hours[] }>('/settings/hours')).items[0];
    expect(kept?.week['monday']).toEqual(['00:30-01:00', '09:00-12:00', '13:00-18:00']);
    expect(kept?.week['tuesday']).toEqual(['00:00-24:00']);
    expect(kept?.holidays.regions).toEqual(['DE-NW']);
    expect(kept?.holidays.also[`${next}-10-02`]?.de).toBe('Betriebsausflug');
    await anna.noErrors();
  } finally {
    // When nothing was kept there is nothing to take away.
    await admin.remove(HOUSE).catch(() => {});
  }
});

test('a target is written, and whoever waits too long climbs: in the list, on the board, with its reason', async ({
  as,
  apis,
  sim,
}) => {
  const admin = await apis('anna');
  const anna = await as('anna');
  await anna.goto('/settings/targets');
  await anna.page.getByRole('button', { name: de('targets-new') }).click();
  const dialog = anna.page.getByRole('dialog');
  await dialog.getByLabel(de('targets-name')).fill('Alles in einer Stunde');
  await dialog.getByLabel(de('targets-goal-first_response'), { exact: true }).fill('1');
  await dialog.getByRole('switch', { name: de('targets-in-hours') }).uncheck();
  await dialog.getByRole('button', { name: de('targets-put') }).click();
  await expect(anna.page.getByText(de('targets-from-now'))).toBeVisible();
  await anna.page.getByRole('button', { name: de('house-save') }).click();
  await expect(anna.toasts.getByText(de('targets-kept'))).toBeVisible();
  try {
    const eva = await sim.customer('Eva Ungeduldig');
    const tom = await sim.customer('Tom Eben');
    const [aylin, jonas] = [await as('aylin'), await as('jonas')];
    await aylin.list('open');
    await jonas.goto('/live');
    const missed = jonas.page.locator('[data-number=missed]');
    const before = await read(missed);
    const first = await eva.say('Mein Internet geht nicht.');
    await expect(aylin.row(eva.name)).toBeVisible();
    await eva.say('Hallo? Ist da jemand?', { in_reply_to: first.id });
    // The board hears of the clock, too: nobody reloads it.
    for (const clock of [admin, sim]) await clock.advance(HOUR + 60);
    await expect(missed).toHaveText(String(before + 1));
    await tom.say('Eine kurze Frage.');
    await expect(aylin.row(tom.name)).toBeVisible();
    await aylin.page.reload();
    await expect(aylin.rows.first()).toContainText(eva.name);
    await expect(aylin.row(eva.name)).toContainText(/zu spät/);
    await expect(aylin.row(eva.name)).toContainText(/wartet seit .*Std\., 2\. Nachricht/);

    // Each number opens what it counts.
    await jonas.page.getByRole('button', { name: new RegExp(`^${de('live-missed')}`) }).click();
    const behind = jonas.page.getByRole('dialog', { name: de('live-missed') });
    await expect(behind.getByRole('link')).toHaveCount(before + 1);
    await behind.getByRole('link', { name: new RegExp(eva.name) }).click();
    await expect(jonas.said('Mein Internet geht nicht.')).toBeVisible();
    await jonas.noErrors();
    await aylin.noErrors();
  } finally {
    await admin.put('/settings/targets', { targets: [] });
  }
});

test('a change is on the board of a colleague by itself, without anybody’s name on the wall', async ({
  as,
  sim,
  world,
}) => {
  const clara = await sim.customer('Clara Tafel');
  const [jonas, lena, aylin] = [await as('jonas'), await as('lena'), await as('aylin')];
  await jonas.goto('/live');
  await aylin.goto('/live/wall');
  await lena.list('open');
  const waiting = jonas.page.locator('[data-number=waiting]');
  const wall = aylin.page.locator('.huge');
  const before = await read(waiting);
  await expect(wall).toHaveText(String(before));
  await expect(jonas.page.locator('[data-number=on]')).toHaveText('3');

  await clara.say('Wer sieht mich?');
  await expect(waiting).toHaveText(String(before + 1));
  await expect(wall).toHaveText(String(before + 1));
  await lena.row(clara.name).click();
  await lena.timeline.focus();
  await lena.press('o');
  await lena.page.getByRole('option', { name: de('no-answer-thanks') }).click();
  await expect(waiting).toHaveText(String(before));
  await expect(wall).toHaveText(String(before));

  const words = await aylin.page.locator('body').innerText();
  for (const agent of world.agents) expect(words).not.toContain(agent.name);
  await expect(aylin.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await aylin.press('Escape');
  await expect(aylin.page).toHaveURL(/\/app\/live$/);
  await expect(aylin.page.locator('html')).not.toHaveAttribute('data-theme', 'dark');
  for (const each of [jonas, lena, aylin]) await each.noErrors();
});

test('the next one is never given to two people, and none is said to be none', async ({
  as,
  sim,
}) => {
  const [aylin, lena] = [await as('aylin'), await as('lena')];
  await aylin.list('open');
  await lena.goto('/promises');
  await aylin.page.locator('main').focus();
  await aylin.press('n');
  await expect(aylin.toasts.getByText(de('next-none'))).toBeVisible();

  const [one, two] = [await sim.customer('Nora Erste'), await sim.customer('Nils Zweiter')];
  await one.say('Ich warte.');
  await expect(aylin.row(one.name)).toBeVisible();
  await two.say('Ich auch.');
  await expect(aylin.row(two.name)).toBeVisible();
  await aylin.press('n');
  await expect(aylin.said('Ich warte.')).toBeVisible();
  // From anywhere, also where there is no list.
  await lena.press('n');
  await expect(lena.said('Ich auch.')).toBeVisible();
  await expect(lena.toasts.getByText(new RegExp(two.name))).toBeVisible();
  for (const each of [aylin, lena]) await each.noErrors();
});

test('figures say how many, how they are spread, and what is too few', async ({
  as,
  apis,
  sim,
}) => {
  const admin = await apis('anna');
  const anna = await as('anna');
  await anna.goto('/reports?metric=no_answer&range=7&by=day');
  const { page } = anna;
  await expect(page.getByText(de('reports-none'))).toBeVisible();
  await expect(page.getByText(de('reports-few', { cases: 5, people: 5 }))).toBeVisible();
  await admin.put('/settings/figures', { ground: 'Betriebsvereinbarung vom 1. März.' });
  try {
    for (let i = 0; i < 6; i++) await (await sim.customer('Dank')).say(`Danke Nummer ${i}, bitte?`);
    const open = async (): Promise<string[]> =>
      (await admin.get<{ items: { id: string }[] }>('/conversations?status=open')).items.map(
        (row) => row.id,
      );
    await expect.poll(async () => (await open()).length).toBe(6);
    const change = { status: 'resolved', no_answer: 'thanks' };
    await admin.post('/conversations/bulk', { ids: await open(), change });
    for (const clock of [admin, sim]) await clock.advance(24 * HOUR);
    await page.reload();
    // Other tests of the same day may have had such cases, too.
    const all = page.getByRole('button', { name: /^\d+ Fälle$/ });
    await expect(all).toBeVisible();
    const cases = Number(await all.innerText());
    expect(cases).toBeGreaterThanOrEqual(6);
    // The chart says what it shows, and its table has the numbers.
    const spread = page.getByRole('figure', { name: de('reports-distribution') });
    await expect(spread.getByRole('img')).toHaveAccessibleName(new RegExp(`${cases} Fällen`));
    await spread.getByText(de('reports-table')).click();
    await expect(spread.getByRole('table')).toContainText('100 %');
    await all.click();
    await expect(page.getByRole('dialog').getByRole('link')).toHaveCount(cases);
    await anna.press('Escape');
    const file = page.waitForEvent('download');
    await page.getByRole('link', { name: de('reports-csv') }).click();
    expect((await file).suggestedFilename()).toMatch(/^no_answer_.*\.csv$/);

    await page.getByLabel(de('reports-by'), { exact: true }).selectOption('account');
    await expect(page).toHaveURL(/by=account/);
    await expect(page.getByRole('figure').nth(1).getByRole('rowheader')).toHaveCount(1);
    await page.getByRole('link', { name: de('reports-define') }).click();
    await expect(page.getByRole('heading', { name: de('reports-definitions') })).toBeVisible();
    await anna.noErrors();
  } finally {
    await admin.put('/settings/figures', { ground: null });
  }
});

test('on a phone nothing of time is wider than the phone', async ({ as, apis, sim }) => {
  const anna = await as('anna', { viewport: { width: 360, height: 740 }, hasTouch: true });
  await (await sim.customer('Paul Schmal')).say('Passt das?');
  await aiming(await apis('anna'), HOUR, async () => {
    for (const path of [
      '/live',
      '/reports',
      '/settings/hours',
      '/settings/hours/house',
      '/settings/targets',
      '/settings/figures',
    ]) {
      await anna.goto(path);
      await expect(anna.page.locator('h1')).toBeVisible();
      const wide = await anna.page.evaluate(() => {
        const inside = [...document.querySelectorAll('.page, .column')];
        return Math.max(...inside.map((each) => each.scrollWidth - each.clientWidth));
      });
      expect(wide, path).toBeLessThanOrEqual(1);
    }
  });
  await anna.noErrors();
});

test('a question is kept under a name, asked again, and forgotten', async ({ as }) => {
  const jonas = await as('jonas');
  await jonas.goto('/reports?metric=waiting&range=90&by=hour');
  const { page } = jonas;
  await page.getByRole('button', { name: de('reports-save') }).click();
  const dialog = page.getByRole('dialog', { name: de('reports-save') });
  await dialog.getByLabel(de('labels-name')).fill('Stunden im Quartal');
  await jonas.press('Enter');
  const kept = page.getByRole('link', { name: 'Stunden im Quartal' });
  await expect(kept).toHaveAttribute('aria-current', 'true');
  await jonas.goto('/reports');
  await expect(kept).not.toHaveAttribute('aria-current', 'true');
  await kept.click();
  await expect(page).toHaveURL(/metric=waiting&range=90&by=hour/);
  await page
    .getByRole('button', { name: de('reports-saved-drop', { name: 'Stunden im Quartal' }) })
    .click();
  await expect(kept).toHaveCount(0);
  await jonas.noErrors();
});

test('programs are told of alarms only where that is safe; their secret is shown once', async ({
  as,
}) => {
  const anna = await as('anna');
  await anna.goto('/settings/alarms');
  const { page } = anna;
  const url = page.getByLabel(de('hooks-url'));
  await url.fill('http://localhost:1234/');
  await anna.press('Enter');
  await expect(page.getByText(de('error-hook-address'))).toBeVisible();
  await url.fill('https://pager.example.org/gerne');
  await anna.press('Enter');
  await expect(page.getByText(de('hooks-secret-text'))).toBeVisible();
  await page.reload();
  await expect(page.getByText('https://pager.example.org/gerne')).toBeVisible();
  await expect(page.getByText(de('hooks-secret-text'))).toHaveCount(0);
  await page
    .getByRole('button', { name: de('hooks-drop', { url: 'https://pager.example.org/gerne' }) })
    .click();
  await expect(page.getByText('https://pager.example.org/gerne')).toHaveCount(0);
  await anna.noErrors();
});

test('who knows about what is set for the next one', async ({ as, apis, world }) => {
  const anna = await as('anna');
  const lena = agentOf(world, 'lena');
  await anna.goto('/settings/targets');
  const row = anna.page.getByRole('listitem').filter({ hasText: lena.name });
  await expect(row).toContainText(de('skills-none'));
  await row.getByRole('button', { name: de('skills-edit', { name: lena.name }) }).click();
  await anna.page.getByRole('dialog').getByRole('checkbox', { name: 'Polnisch' }).check();
  await anna.page
    .getByRole('dialog')
    .getByRole('button', { name: de('house-save') })
    .click();
  await expect(row).toContainText('Polnisch');
  const api = await apis('anna');
  const { items } = await api.get<{ items: { agent_id: string }[] }>('/settings/skills');
  for (const { agent_id } of items)
    await api.put(`/settings/skills/${agent_id}`, { languages: [], labels: [] });
  await anna.noErrors();
});
