// Where a conversation opens, and what of it stays in view.
import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { de } from './words.ts';

const LONG = Array.from({ length: 30 }, (_, at) => `Zeile ${at + 1}`).join('\n');

/** Whether all of it stands inside of the box that scrolls. */
async function seen(said: Locator, log: Locator): Promise<boolean> {
  const [inner, outer] = [await said.boundingBox(), await log.boundingBox()];
  if (!inner || !outer) return false;
  return inner.y >= outer.y - 1 && inner.y + inner.height <= outer.y + outer.height + 1;
}

test('what came last is seen on opening, and so is what is written', async ({ as, apis, sim }) => {
  const clara = await sim.customer('Clara Lang');
  const aylin = await as('aylin', { viewport: { width: 1366, height: 768 } });
  await aylin.list('open');
  await clara.whisper(`Guten Tag\n${LONG}`);
  await expect(aylin.row(clara.name)).toBeVisible();
  const admin = await apis('anna');
  const found = await admin.get<{ items: { id: string; customer: { name: string } }[] }>(
    '/conversations?limit=20',
  );
  const id = found.items.find((each) => each.customer.name === clara.name)?.id ?? '';
  await admin.reply(id, 'Wir sehen es uns an.');
  await clara.whisper('Und heute geht gar nichts mehr.');
  await expect(aylin.row(clara.name)).toContainText('gar nichts mehr');
  await aylin.open(clara.name);
  const complaint = aylin.said('Und heute geht gar nichts mehr.');
  await expect.poll(() => seen(complaint, aylin.timeline)).toBe(true);

  // The card opens above: what is read stays.
  await aylin.press('f');
  await expect.poll(() => seen(complaint, aylin.timeline)).toBe(true);

  await aylin.tab('note').click();
  await aylin.note.fill('Mit der Technik gesprochen.');
  await aylin.press('Control+Enter');
  await expect
    .poll(() => seen(aylin.said('Mit der Technik gesprochen.'), aylin.timeline))
    .toBe(true);

  // What a search finds is shown, wherever it stands, also while the conversation is open.
  const first = aylin.timeline.locator('article').first();
  const hash = `#${(await first.getAttribute('id')) ?? ''}`;
  await aylin.page.evaluate((to) => (location.hash = to), hash);
  await expect
    .poll(async () => {
      const [inner, outer] = [await first.boundingBox(), await aylin.timeline.boundingBox()];
      return inner && outer ? Math.abs(inner.y - outer.y) < outer.height : false;
    })
    .toBe(true);
  await aylin.noErrors();
});

test('an opened case card takes at most two fifths of a conversation', async ({ as, sim }) => {
  const clara = await sim.customer('Clara Vielerlei');
  const aylin = await as('aylin', { viewport: { width: 1280, height: 1000 } });
  await aylin.list('open');
  await clara.whisper(
    'Seit Mittwoch ist mein Internet tot. Den Router habe ich schon zweimal neu gestartet. Das Kabel ' +
      'habe ich getauscht. Den Stecker habe ich gezogen. Bitte schicken Sie einen Techniker. Bitte ' +
      'erstatten Sie mir die Tage. Bis Freitag brauche ich es wieder. Meine Kundennummer ist ' +
      '4711-882931. Wann kommt jemand? Können Sie mich anrufen? Bitte schicken Sie mir auch die Rechnung.',
  );
  await aylin.open(clara.name);
  const card = aylin.page.getByRole('region', { name: de('card-title'), exact: true });
  const column = aylin.page.locator('section.conversation');
  await expect(card).toBeVisible();
  await aylin.press('f');
  const share = async (): Promise<number> => {
    const [inner, outer] = [await card.boundingBox(), await column.boundingBox()];
    return inner && outer ? inner.height / outer.height : 1;
  };
  await expect.poll(share).toBeGreaterThan(0.12);
  expect(await share()).toBeLessThanOrEqual(0.401);
  await aylin.noErrors();
});
