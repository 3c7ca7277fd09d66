import { expect, test } from './fixtures.ts';
import { de } from './words.ts';

test('a draft survives reloading, and reply and note never mix', async ({ as, sim }) => {
  const clara = await sim.customer('Clara Entwurf');
  const aylin = await as('aylin');
  await aylin.list('open');
  await clara.say('Könnt ihr mir helfen?');
  await aylin.open(clara.name);
  await aylin.reply.fill('Angefangen, aber noch nicht');
  await aylin.draftSaved();
  await aylin.tab('note').click();
  await expect(aylin.note).toHaveValue('');
  await aylin.note.fill('Nur für uns.');
  await aylin.draftSaved();
  await aylin.tab('reply').click();
  await expect(aylin.reply).toHaveValue('Angefangen, aber noch nicht');

  await aylin.page.reload();
  await expect(aylin.reply).toHaveValue('Angefangen, aber noch nicht');
  await aylin.tab('note').click();
  await expect(aylin.note).toHaveValue('Nur für uns.');
});

test('a draft follows to another device', async ({ as, sim }) => {
  const clara = await sim.customer('Clara Gerät');
  const [desk, sofa] = [await as('lena'), await as('lena')];
  await desk.list('open');
  await clara.say('Wie lange dauert das noch?');
  await desk.open(clara.name);
  await desk.reply.fill('Ich frage gerade nach');
  await desk.draftSaved();
  await sofa.list('drafts');
  await sofa.open(clara.name);
  await expect(sofa.reply).toHaveValue('Ich frage gerade nach');
});

test('an answer that is overtaken is not sent before its author saw what came', async ({
  as,
  sim,
}) => {
  const clara = await sim.customer('Clara Eilig');
  const aylin = await as('aylin');
  let holding = false;
  await aylin.page.routeWebSocket(/\/api\/v1\/live/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      if (!holding) socket.send(message);
    });
  });
  await aylin.list('open');
  const first = await clara.say('Mein Anschluss ist tot.');
  await aylin.open(clara.name);
  await aylin.reply.fill('Bitte starten Sie den Router neu.');
  await aylin.draftSaved();

  holding = true;
  const lena = await as('lena');
  await lena.list('open');
  await clara.say('Neu gestartet habe ich schon dreimal!', { in_reply_to: first.id });
  await lena.open(clara.name);
  await expect(lena.said('Neu gestartet habe ich schon dreimal!')).toBeVisible();

  await aylin.reply.focus();
  await aylin.press('Control+Enter');
  await expect(aylin.page.getByText(de('stale-title'))).toBeVisible();
  await expect(aylin.page.getByText('Neu gestartet habe ich schon dreimal!').first()).toBeVisible();
  await expect(aylin.reply).toHaveValue('Bitte starten Sie den Router neu.');
  // The same key again sends nothing; what is new comes first.
  await aylin.reply.focus();
  await aylin.press('Control+Enter');
  await expect(aylin.page.getByRole('button', { name: de('stale-read') })).toBeFocused();
  expect(await clara.answers()).toEqual([]);
  await aylin.press('Enter');
  await expect(aylin.focused).toContainText('Neu gestartet habe ich schon dreimal!');
  await expect(aylin.page.getByText(de('stale-title'))).toHaveCount(0);
  await expect(aylin.reply).toHaveValue('Bitte starten Sie den Router neu.');
  await aylin.reply.focus();
  await aylin.press('Control+Enter');
  await expect.poll(async () => (await clara.answers()).length).toBe(1);
});

for (const kind of ['reply', 'note'] as const)
  test(`a ${kind} whose sending was never answered is there again after a reload`, async ({
    as,
    sim,
  }) => {
    const clara = await sim.customer('Clara Funkloch');
    const aylin = await as('aylin');
    await aylin.list('open');
    await clara.say('Hört mich jemand?');
    await aylin.open(clara.name);
    await aylin.tab(kind).click();
    const field = kind === 'reply' ? aylin.reply : aylin.note;
    await field.fill('Diese Worte gehen nicht verloren.');
    // No answer ever comes.
    await aylin.page.route(/\/(replies|notes)$/, () => {});
    await aylin.press('Control+Enter');
    await expect(field).toHaveValue('');
    await aylin.page.unroute(/\/(replies|notes)$/);
    await aylin.page.reload();
    await aylin.tab(kind).click();
    await expect(field).toHaveValue('Diese Worte gehen nicht verloren.');
  });
