// G and F as people see them: a post that nobody addressed to us, and one outage behind many posts.
import { mkdirSync } from 'node:fs';
import type { Api } from './api.ts';
import { clean } from './clean.ts';
import { expect, test } from './fixtures.ts';
import { HOUR, later } from './later.ts';
import type { Console } from './pages/console.ts';
import type { Customer } from './sim.ts';
import { de } from './words.ts';

interface Listed<T = { id: string }> {
  items: T[];
  total: number | null;
}
/** Set, it is a folder that gets a picture of each screen, to be looked at. */
const PICTURES = process.env['GERNE_PICTURES'];
if (PICTURES) mkdirSync(PICTURES, { recursive: true });

async function picture(of: Console, name: string): Promise<void> {
  if (PICTURES) await of.page.screenshot({ path: `${PICTURES}/${name}.png` });
}
/** Rules of a test are gone with it. */
async function dropAll(admin: Api): Promise<void> {
  for (const { id } of (await admin.get<Listed>('/rules')).items)
    await admin.remove(`/rules/${id}`);
}

test('what strangers say is found, decided by keyboard, and help is offered once in public', async ({
  as,
  apis,
  sim,
}) => {
  const admin = await apis('anna');
  const account = (await admin.get<Listed>('/accounts')).items[0]?.id;
  await admin.post('/rules', {
    name: 'Ohne uns zu nennen',
    text: '#nordlicht (tot OR weg)',
    watches: [account],
  });
  try {
    const [milan, piet] = [await sim.customer('Milan Fremd'), await sim.customer('Piet Himmel')];
    const said = await milan.mutter('Bei #nordlicht ist wieder alles tot. Danke auch.');
    await piet.mutter('Tolles #nordlicht über Sylt, die Wolken waren endlich weg!');
    const aylin = await as('aylin');
    await aylin.goto('/flags');
    const { page } = aylin;
    const cards = page.locator('[data-flag]');
    await expect(cards).toHaveCount(2);
    // The number stands in the navigation, for whoever works elsewhere.
    await expect(
      page.getByRole('link', { name: new RegExp(de('nav-flags')) }).first(),
    ).toContainText('2');
    await expect(cards.filter({ hasText: milan.name }).locator('mark').first()).toBeVisible();
    await picture(aylin, 'strangers');

    // The newest stands first: somebody admires the sky, which is nothing for us.
    await page.locator('main').focus();
    await expect(cards.first()).toContainText(piet.name);
    await aylin.press('x');
    await expect(cards).toHaveCount(1);
    await expect(cards.first()).toContainText(de('approach-may'));
    await aylin.press('y');
    // A conversation is theirs, with a proposal that nobody has sent yet.
    await expect(page).toHaveURL(/\/inbox\/mine\/[0-9a-f-]{36}/);
    await expect(aylin.said('alles tot')).toBeVisible();
    await expect(aylin.reply).toHaveValue(/Milan/);
    await picture(aylin, 'offer');
    expect(await milan.answers()).toHaveLength(0);
    await aylin.press('r');
    await aylin.press('Control+Enter');
    await expect.poll(async () => (await milan.answers()).length).toBe(1);
    expect((await milan.answers())[0]?.private).toBe(false);
    expect(said.id).toBeTruthy();

    // Both decisions count for the rule.
    await page.getByRole('link', { name: 'Ohne uns zu nennen' }).first().click();
    await expect(page.locator('h1')).toHaveText('Ohne uns zu nennen');
    await aylin.noErrors();
  } finally {
    await dropAll(admin);
  }
});

const OUTAGE = [
  'Seit heute früh kein Internet in Bonn, DSL komplett ausgefallen.',
  'Internet in Bonn ist ausgefallen, DSL tot. Was ist da los?',
  'DSL Ausfall in Bonn! Kein Internet seit Stunden, unmöglich.',
  'Mein Internet in Bonn geht nicht, der DSL-Anschluss ist ausgefallen.',
  'Kein Internet mehr in Bonn, DSL ausgefallen, und niemand sagt was!',
  'In Bonn ist DSL ausgefallen, Internet ist tot. Sehr ärgerlich.',
  'Schon wieder kein Internet in Bonn. DSL ist komplett ausgefallen.',
  'DSL in Bonn ausgefallen, kein Internet, so kann ich nicht arbeiten!',
];

test('many who say the same are one incident: named, told one by one, over, told once', async ({
  as,
  apis,
  sim,
}) => {
  test.setTimeout(240_000);
  // What others said today is no measure of what is usual.
  await later(26 * HOUR, await apis('anna'), sim);
  const anna = await as('anna');
  const { page } = anna;
  await anna.list('open');
  const people: Customer[] = [];
  for (const [n, text] of OUTAGE.entries()) {
    const person = await sim.customer(`Bonn ${n}`);
    await person.say(text);
    people.push(person);
  }
  const nth = (n: number): Customer => {
    const found = people[n];
    if (!found) throw new Error(`there are not ${n} people`);
    return found;
  };
  const [first, last] = [nth(0), nth(7)];
  await expect(anna.row(last.name)).toBeVisible();

  // It stands in each conversation, and nobody says by mistake that it is a single case.
  await anna.open(first.name);
  const strip = page.locator('p[data-incident]');
  await expect(strip).toContainText('Bonn');
  await expect(strip).toContainText(/8 Personen/);
  await anna.press('r');
  await page.keyboard.type('Das ist sicher ein Einzelfall.');
  await expect(page.getByRole('group', { name: de('hint-label') })).toContainText('7 andere');
  await picture(anna, 'single-case');
  await anna.reply.fill('');

  await strip.getByRole('link', { name: de('incident-open') }).click();
  await expect(page.locator('[data-people]')).toHaveText('8');
  await expect(page.locator('h1')).toContainText('Bonn');
  await page.getByLabel(de('incident-name'), { exact: true }).fill('DSL Bonn');
  await page
    .getByLabel(de('incident-text-label'))
    .fill('Hallo {name}, in {place} ist DSL gestört. Wir arbeiten daran und melden uns.');
  await page
    .getByLabel(de('incident-over-label'))
    .fill('Hallo {name}, in {place} läuft es wieder.');
  await page.getByRole('button', { name: de('incident-keep') }).click();
  await expect(page.locator('h1')).toHaveText('DSL Bonn');

  await clean(page);
  if (PICTURES) {
    const admin = await apis('anna');
    const path = new URL(page.url()).pathname.replace('/app', '');
    for (const [name, options, speech] of [
      ['dark', { colorScheme: 'dark' }, 'de'],
      ['phone', { viewport: { width: 390, height: 844 }, hasTouch: true }, 'de'],
      ['english', {}, 'en'],
    ] as const) {
      await admin.patch('/me', { language: speech });
      const other = await as('anna', options);
      for (const each of [path, '/incidents', '/escalations', '/flags', '/settings/noticing']) {
        await other.goto(each);
        await expect(other.page.locator('h1')).toBeVisible();
        await other.page.waitForLoadState('networkidle');
        const file = each === path ? 'incident' : each.slice(1).replaceAll('/', '-');
        await picture(other, `${name}-${file}`);
      }
    }
    await admin.patch('/me', { language: 'de' });
    await page.reload();
  }

  // Read one by one, by keyboard: the first as it stands, the second in other words, one left out.
  const review = page.locator('[data-review]');
  const words = review.getByRole('textbox');
  await expect(words).toHaveValue(
    `Hallo ${first.name}, in Bonn ist DSL gestört. Wir arbeiten daran und melden uns.`,
  );
  await picture(anna, 'incident');
  await words.press('Control+Enter');
  await expect(page.locator('[data-told="1"]')).toBeVisible();
  await expect(words).toHaveValue(new RegExp(nth(1).name));
  await expect(words).toBeFocused();
  await words.fill(`Hallo ${nth(1).name}, das tut mir leid. DSL in Bonn ist gestört.`);
  await words.press('Control+Enter');
  await expect(page.locator('[data-told="2"]')).toBeVisible();
  await review.getByRole('button', { name: de('incident-leave') }).click();
  await expect(words).toHaveValue(new RegExp(nth(3).name));
  await review.getByRole('button', { name: de('incident-send-all', { count: 5 }) }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: de('incident-send-all-go') })
    .click();
  await expect(page.locator('[data-told="7"]')).toBeVisible();
  await expect(page.getByText(de('incident-left', { count: 1 }))).toBeVisible();
  await expect.poll(async () => (await first.answers()).length).toBe(1);
  await expect.poll(async () => (await nth(1).answers())[0]?.text).toContain('das tut mir leid');
  expect(await nth(2).answers()).toHaveLength(0);

  // Who comes later is there at once, while one watches.
  const late = await sim.customer('Lasse Spät');
  await late.say('Auch bei mir in Bonn: DSL ausgefallen, kein Internet.');
  await expect(page.locator('[data-people]')).toHaveText('9');
  await expect(words).toHaveValue(new RegExp(late.name));
  await words.press('Control+Enter');
  await expect.poll(async () => (await late.answers()).length).toBe(1);

  // Over: each is told once.
  await page.getByRole('button', { name: de('incident-end'), exact: true }).click();
  const dialog = page.getByRole('dialog', { name: de('incident-end-ask') });
  await dialog.getByRole('button', { name: de('incident-end') }).click();
  await expect(page.getByText(de('incident-is-over'), { exact: true })).toBeVisible();
  await expect(words).toHaveValue(`Hallo ${first.name}, in Bonn läuft es wieder.`);
  await picture(anna, 'over');
  await review.getByRole('button', { name: de('incident-send-all', { count: 9 }) }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: de('incident-send-all-go') })
    .click();
  await expect(page.locator('[data-told="9"]')).toBeVisible();
  await expect(page.getByText(new RegExp(de('incident-all-know')))).toBeVisible();
  await expect.poll(async () => (await first.answers()).length).toBe(2);
  await expect.poll(async () => (await nth(2).answers()).length).toBe(1);

  await anna.goto('/incidents');
  await expect(page.getByRole('link', { name: /DSL Bonn/ })).toBeVisible();
  await picture(anna, 'incidents');
  await anna.noErrors();
});

test('who comes with a lawyer is read by a person: a list, a count, no text snippets', async ({
  as,
  apis,
  sim,
}) => {
  const admin = await apis('anna');
  const { id } = await admin.post<{ id: string }>('/snippets', {
    name: 'Neustart',
    text: 'Bitte starten Sie das Gerät neu.',
  });
  try {
    const [karl, ute] = [await sim.customer('Karl Klage'), await sim.customer('Ute Ruhig')];
    const aylin = await as('aylin');
    const { page } = aylin;
    await aylin.list('open');
    await karl.say('Mein Anwalt wird sich bei Ihnen melden, ich verklage Sie!');
    await ute.say('Wie ändere ich meine Adresse?');
    await expect(aylin.row(ute.name)).toBeVisible();
    await expect(
      page.locator('nav.rail a').filter({ hasText: de('nav-escalations') }),
    ).toContainText('1');
    await aylin.press('g', 'x');
    await expect(page.locator('h1')).toHaveText(de('nav-escalations'));
    const item = page.locator('[data-escalation]');
    await expect(item).toHaveCount(1);
    await expect(page.getByText(de('tone-cause-lawyer')).first()).toBeVisible();
    await picture(aylin, 'escalations');
    await aylin.press('j');
    await expect(item).toBeFocused();
    await aylin.press('Enter');
    await expect(page.getByText(de('escalation-line'))).toBeVisible();
    await aylin.reply.fill('/Neu');
    await expect(page.getByText(de('snippets-withheld'))).toBeVisible();
    await expect(page.getByRole('listbox', { name: de('snippets-list') })).toHaveCount(0);
    await picture(aylin, 'escalated');

    // Looked at, it is answered like everything else.
    await page.getByRole('button', { name: de('escalation-looked') }).click();
    await expect(page.getByRole('listbox', { name: de('snippets-list') })).toBeVisible();
    await aylin.goto('/escalations');
    await expect(page.getByText(de('escalations-none'), { exact: true })).toBeVisible();
    await aylin.noErrors();
  } finally {
    await admin.remove(`/snippets/${id}`);
  }
});

test('what a rule missed, what it did, and what was learned are seen and taken back', async ({
  as,
  apis,
  sim,
}) => {
  const admin = await apis('anna');
  const [label] = (await admin.get<Listed<{ id: string; name: string }>>('/labels')).items;
  if (!label) throw new Error('the demo has no label');
  const before = await admin.get<object>('/settings/noticing');
  const rule = await admin.post<{ id: string }>('/rules', {
    name: 'Störung',
    text: 'Störung',
    actions: [{ do: 'priority', priority: 'high' }],
  });
  try {
    const [eva, tom] = [await sim.customer('Eva Störung'), await sim.customer('Tom Anders')];
    const anna = await as('anna');
    const { page } = anna;
    await anna.list('open');
    await eva.say('Hier ist eine Störung, und zwar eine ärgerliche!');
    await tom.say('Bei mir geht gar nichts mehr, so ein Mist!');
    await anna.open(tom.name);
    const [row] = (
      await admin.get<Listed<{ id: string; preview: string }>>(
        '/conversations?status=open&limit=50',
      )
    ).items.filter((each) => each.preview.includes('so ein Mist'));
    await admin.patch(`/conversations/${row?.id}`, { labels: [label.id] });
    // Said to be read wrongly, it is a lesson of the team.
    const strip = page.getByRole('region', { name: de('tone-strip') });
    await strip.getByRole('button', { name: de('tone-correct') }).click();
    await strip.getByRole('button', { name: de('tone-request') }).click();
    await expect(strip).toContainText(de('tone-corrected'));

    await anna.goto(`/rules/${rule.id}`);
    await expect(page.locator('[data-deed]').first()).toContainText(eva.name);
    await page.getByLabel(de('missed-label')).selectOption(label.id);
    await page.getByRole('button', { name: de('missed-go') }).click();
    await expect(page.locator('[data-missed="1"]')).toContainText(label.name);
    await expect(page.getByText('so ein Mist')).toBeVisible();
    await page.locator('#missed').scrollIntoViewIfNeeded();
    await picture(anna, 'missed');

    await anna.goto('/settings/noticing');
    const lesson = page.locator('[data-lesson]').filter({ hasText: 'so ein Mist' });
    const teams = page.getByLabel(de('lessons-team'), { exact: true });
    await expect(teams).toBeVisible();
    if (!(await lesson.count()))
      for (const value of await teams
        .locator('option')
        .evaluateAll((all) => all.map((each) => (each as HTMLOptionElement).value))) {
        await teams.selectOption(value);
        await page.waitForLoadState('networkidle');
        if (await lesson.count()) break;
      }
    await expect(lesson).toContainText(de('tone-request'));
    await picture(anna, 'noticing');
    await lesson.getByRole('button', { name: de('lessons-undo') }).click();
    await expect(lesson).toHaveCount(0);

    const hours = page.getByLabel(de('noticing-hours'));
    await hours.fill('0');
    await page.getByRole('button', { name: de('action-save') }).click();
    await expect(page.getByText(de('error-noticing-hours'))).toBeVisible();
    await hours.fill('24');
    await page.getByRole('button', { name: de('action-save') }).click();
    await expect(anna.toasts.getByText(de('house-saved'))).toBeVisible();
    await anna.noErrors();
  } finally {
    await admin.put('/settings/noticing', before);
    await dropAll(admin);
  }
});
