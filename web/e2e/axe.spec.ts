import { clean, cleanInTheDark } from './clean.ts';
import { expect, test } from './fixtures.ts';
import type { Console } from './pages/console.ts';
import { de } from './words.ts';

interface State {
  name: string;
  path: string;
  act?: (console: Console) => Promise<void>;
}

const STATES: State[] = [
  { name: 'inbox', path: '/inbox/open' },
  { name: 'empty list', path: '/inbox/spam' },
  {
    name: 'conversation',
    path: '/inbox/open',
    act: async (console) => {
      await console.rows.first().click();
      await expect(console.reply).toBeVisible();
    },
  },
  {
    name: 'note',
    path: '/inbox/open',
    act: async (console) => {
      await console.rows.first().click();
      await console.tab('note').click();
      await console.note.fill('Nur für uns.');
    },
  },
  {
    name: 'palette',
    path: '/inbox/open',
    act: async (console) => {
      await console.press('Control+k');
      await expect(console.page.getByRole('combobox')).toBeVisible();
    },
  },
  {
    name: 'keys',
    path: '/inbox/open',
    act: async (console) => {
      await console.page.locator('main').focus();
      await console.press('?');
      await expect(console.page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'search',
    path: '/search?q=Netz',
    act: async (console) => expect(console.page.locator('a[data-hit]').first()).toBeVisible(),
  },
  {
    name: 'a card being corrected, a hint and a promise',
    path: '/inbox/open',
    act: async (console) => {
      await console.rows.first().click();
      await expect(
        console.page.getByRole('region', { name: de('card-title'), exact: true }),
      ).toBeVisible();
      await console.reply.fill('Wir rufen Sie morgen bis 12 Uhr zurück.');
      await expect(console.page.getByRole('list', { name: de('promises-label') })).toBeVisible();
      await console.timeline.focus();
      await console.press('f', 'F2');
    },
  },
  {
    name: 'a contact being logged',
    path: '/inbox/open',
    act: async (console) => {
      await console.rows.first().click();
      await expect(console.reply).toBeVisible();
      await console.press('d');
      await expect(console.page.getByRole('dialog')).toBeVisible();
    },
  },
  { name: 'promises', path: '/promises' },
  {
    name: 'board',
    path: '/live',
    act: async (console) =>
      expect(console.page.getByRole('table', { name: de('live-people') })).toBeVisible(),
  },
  {
    name: 'what is behind a number',
    path: '/live',
    act: async (console) => {
      await console.page.locator('td button').first().click();
      await expect(console.page.getByRole('dialog').getByRole('link').first()).toBeVisible();
    },
  },
  {
    name: 'wall',
    path: '/live/wall',
    act: async (console) => expect(console.page.locator('.huge')).toBeVisible(),
  },
  {
    name: 'reports',
    path: '/reports',
    act: async (console) => expect(console.page.getByText(de('reports-none'))).toBeVisible(),
  },
  {
    name: 'definitions',
    path: '/reports/definitions',
    act: async (console) => expect(console.page.locator('dt').first()).toBeVisible(),
  },
  { name: 'opening hours', path: '/settings/hours' },
  {
    name: 'hours of the house',
    path: '/settings/hours/house',
    act: async (console) => {
      await console.page.getByLabel(de('hours-region')).first().selectOption('DE-NW');
      await expect(console.page.locator('summary').first()).toBeVisible();
    },
  },
  {
    name: 'a target',
    path: '/settings/targets',
    act: async (console) => {
      await console.page.getByRole('button', { name: de('targets-new') }).click();
      await console.page.getByText(de('targets-whom'), { exact: true }).click();
    },
  },
  { name: 'ground of figures', path: '/settings/figures' },
  { name: 'alarms', path: '/settings/alarms' },
  { name: 'rules', path: '/rules' },
  { name: 'rule', path: '/rules/new' },
  { name: 'finds', path: '/flags' },
  { name: 'incidents', path: '/incidents' },
  { name: 'escalations', path: '/escalations' },
  { name: 'noticing', path: '/settings/noticing' },
  { name: 'knowledge', path: '/settings/knowledge' },
  { name: 'outbox', path: '/outbox' },
  { name: 'team', path: '/team' },
  { name: 'profile', path: '/settings/me' },
  { name: 'notifications', path: '/settings/notifications' },
  { name: 'keyboard', path: '/settings/keyboard' },
  { name: 'sign-ins', path: '/settings/security' },
  { name: 'channels', path: '/settings/channels' },
  {
    name: 'channel',
    path: '/settings/channels',
    act: async (console) => {
      await console.page.locator('.column ul a').first().click();
      await expect(console.page.getByText(de('channel-answers'))).toBeVisible();
    },
  },
  {
    name: 'labels',
    path: '/settings/labels',
    act: async (console) => {
      await console.page.getByRole('button', { name: de('labels-new') }).click();
      await expect(console.page.getByRole('dialog')).toBeVisible();
    },
  },
  { name: 'teams', path: '/settings/teams' },
  { name: 'appearance', path: '/settings/appearance' },
];

for (const state of STATES)
  test(`everybody can use it: ${state.name}`, async ({ as, sim }) => {
    const console = await as('anna', { colorScheme: 'light' });
    const customer = await sim.customer(`Axel ${state.name}`);
    await customer.say('Ich habe kein Netz.');
    await console.goto(state.path);
    await expect(console.page.locator('h1').first()).toBeAttached();
    await state.act?.(console);
    await clean(console.page);
    await cleanInTheDark(console.page);
    await console.noErrors();
  });

test('everybody can use it: sign-in', async ({ browser, world }) => {
  const context = await browser.newContext({ colorScheme: 'light', locale: 'de-DE' });
  const page = await context.newPage();
  await page.goto(`${world.gerne}/app/login`);
  await expect(page.getByLabel(de('doors-login'))).toBeVisible();
  await clean(page);
  await cleanInTheDark(page);
  await context.close();
});
