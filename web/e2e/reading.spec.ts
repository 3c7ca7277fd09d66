// Where a conversation opens, and what of it stays in view.
import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';

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
