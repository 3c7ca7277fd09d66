// A, B, D and E where a person looks: the page of a matter, promises, and who takes over.
import type { Api } from './api.ts';
import { expect, test } from './fixtures.ts';
import { HOUR, later } from './later.ts';
import { de } from './words.ts';

interface Row {
  id: string;
  preview: string;
}

// Each lets days go by, for all who work there.
test.setTimeout(120_000);

async function matterOf(api: Api, words: string): Promise<string> {
  const found = await api.get<{ items: Row[] }>('/conversations?status=open&limit=100');
  const row = found.items.find((each) => each.preview.includes(words));
  if (!row) throw new Error(`nobody said "${words}"`);
  return row.id;
}

test('A: who is new to a matter states all of it from the page alone, and asks nothing again', async ({
  as,
  apis,
  sim,
}) => {
  const [jonasApi, lenaApi] = [await apis('jonas'), await apis('lena')];
  const clara = await sim.customer('Clara Leitung');
  const jonas = await as('jonas');
  await jonas.list('open');
  await clara.whisper(
    'Seit Montag ist die Leitung tot. Meine Kundennummer ist 7004113. Den Router habe ich schon zweimal neu gestartet. Bitte schicken Sie einen Techniker, ich brauche das bis Freitag.',
  );
  await expect(jonas.row(clara.name)).toBeVisible();
  const id = await matterOf(jonasApi, 'Leitung tot');
  // She called as well; what was done and promised there belongs to the matter.
  await jonasApi.post(`/conversations/${id}/card/lines`, {
    part: 'tried_by_us',
    text: 'Port zurückgesetzt',
  });
  await jonas.open(clara.name);
  await jonas.reply.fill('Wir rufen Sie morgen bis 12 Uhr zurück.');
  await expect(jonas.page.getByRole('list', { name: de('promises-label') })).toBeVisible();
  await jonas.reply.press('Control+.');
  await jonas.reply.press('Control+Enter');
  await expect.poll(async () => (await clara.answers()).length).toBe(1);
  const { id: hers } = await lenaApi.get<{ id: string }>('/me');
  await jonasApi.patch(`/conversations/${id}`, { assignee_id: hers });

  const lena = await as('lena');
  await lena.goto(`/inbox/mine/${id}`);
  const card = lena.page.getByRole('region', { name: de('card-title'), exact: true });
  await expect(card).toBeVisible();
  await lena.press('f');
  for (const [part, words] of [
    ['about', 'Leitung'],
    ['since', 'Montag'],
    ['tried_by_them', 'neu gestartet'],
    ['tried_by_us', 'Port zurückgesetzt'],
    ['needed_by', 'Freitag'],
    ['demand', 'Techniker'],
  ] as const) {
    await expect(card.getByText(de(`card-${part}`), { exact: true }).first()).toBeVisible();
    await expect(card.getByText(words).first()).toBeVisible();
  }
  await expect(card).toContainText('12:00');
  await expect(card).toContainText(de('card-unverified'));
  await lena.reply.fill('Haben Sie den Router schon neu gestartet?');
  const hint = lena.page.getByRole('group', { name: de('hint-label') });
  await expect(hint).toContainText('schon versucht');
  // Where it is known from is one click away.
  await lena.reply.fill('Wie lautet Ihre Kundennummer?');
  await expect(hint).toContainText(de('fact-customer_no'));
  await lena.reply.fill('Danke, der Techniker kommt morgen.');
  await expect(hint).toHaveCount(0);
  await lena.noErrors();
});

test('A: after it is resolved somebody asks whether it worked, and a no is theirs again', async ({
  as,
  apis,
  sim,
}) => {
  const api = await apis('lena');
  const clara = await sim.customer('Clara Nachfrage');
  const lena = await as('lena');
  await lena.list('open');
  const first = await clara.say('Mein Internet ist seit gestern tot.');
  await lena.open(clara.name);
  const id = await matterOf(api, 'seit gestern tot');
  await lena.press('i');
  await lena.reply.fill('Der Port ist zurückgesetzt, es müsste wieder gehen.');
  await lena.reply.press('Control+Enter');
  await expect.poll(async () => (await clara.answers()).length).toBe(1);
  await lena.timeline.focus();
  await lena.press('Shift+E');
  const dialog = lena.page.getByRole('dialog').filter({ hasText: de('resolve-follow-up') });
  await dialog.getByLabel(de('resolve-follow-up')).selectOption('day');
  await expect(dialog.getByLabel(de('resolve-question'))).not.toHaveValue('');
  await dialog.locator('footer button').last().click();
  await expect(lena.toasts.getByText(de('done-resolved', { count: 1 }))).toBeVisible();

  await later(40 * HOUR, await apis('anna'), sim);
  await expect.poll(async () => (await clara.answers()).length, { timeout: 30_000 }).toBe(2);
  const asked = (await clara.answers()).at(-1);
  expect(asked?.text).toMatch(/\?/);
  await clara.say('Nein, leider geht es immer noch nicht.', {
    in_reply_to: asked?.id ?? first.id,
  });
  await expect
    .poll(async () => (await api.get<{ status: string }>(`/conversations/${id}`)).status)
    .toBe('open');
  await lena.goto('/inbox/mine');
  await expect(lena.row(clara.name)).toBeVisible();
  await lena.noErrors();
});

test('B: a mail and a public post become one matter, which still waits since the first word', async ({
  as,
  apis,
  sim,
}) => {
  const api = await apis('lena');
  const clara = await sim.customer('Clara Wartet');
  const lena = await as('lena');
  await lena.list('open');
  await clara.whisper('Mein Download war mir für heute Nachmittag zugesagt. Wo bleibt er?');
  await expect(lena.row(clara.name)).toBeVisible();
  const first = await matterOf(api, 'Wo bleibt er');
  await later(HOUR, await apis('anna'), sim);
  await clara.say('Seit Stunden warte ich auf meinen Download. Niemand sagt was.');
  await expect(lena.row(clara.name)).toHaveCount(2);
  await lena.row(clara.name).filter({ hasText: 'Seit Stunden' }).click();
  await expect(lena.said('Seit Stunden warte ich')).toBeVisible();

  // One key joins what is about the same; it can be taken back.
  const second = await matterOf(api, 'Seit Stunden');
  const before = await api.get<{ waiting_since: string }>(`/conversations/${first}`);
  await api.post(`/conversations/${first}/join`, { other: second });
  await lena.goto(`/inbox/open/${first}`);
  await expect(lena.said('Wo bleibt er')).toBeVisible();
  await expect(lena.said('Seit Stunden warte ich')).toBeVisible();
  const joined = await api.get<{ waiting_since: string; unanswered: number }>(
    `/conversations/${first}`,
  );
  expect([joined.waiting_since, joined.unanswered]).toEqual([before.waiting_since, 2]);
  const owed = lena.page.getByRole('group', { name: de('owed-label') });
  await expect(owed).toContainText(de('owed-unanswered', { count: 2 }));

  // A vague time is offered a clock time; an explanation without regret gets one quiet word.
  await lena.reply.fill('Sie bekommen den Download zeitnah.');
  const hint = lena.page.getByRole('group', { name: de('hint-label') });
  await expect(hint).toContainText('zeitnah');
  await expect(hint.getByRole('button').first()).toBeVisible();
  await lena.noErrors();
});

test('D: a promise that is missed stands first, in red, and ends aloud', async ({
  as,
  apis,
  sim,
}) => {
  const api = await apis('lena');
  const ben = await sim.customer('Ben Zusage');
  const lena = await as('lena');
  await lena.list('open');
  await ben.say('Man wollte mich zurückrufen. Das ist Wochen her.');
  await lena.open(ben.name);
  const id = await matterOf(api, 'Wochen her');
  await lena.press('i');
  await lena.reply.fill('Wir melden uns morgen bis 12 Uhr bei Ihnen.');
  await expect(lena.page.getByRole('list', { name: de('promises-label') })).toBeVisible();
  await lena.reply.press('Control+.');
  await lena.reply.press('Control+Enter');
  await expect.poll(async () => (await ben.answers()).length).toBe(1);
  const states = async (): Promise<string[]> =>
    (await api.get<{ items: { state: string }[] }>(`/conversations/${id}/promises`)).items.map(
      (each) => each.state,
    );
  await expect.poll(states).toEqual(['standing']);
  await later(40 * HOUR, await apis('anna'), sim);
  await expect.poll(states, { timeout: 30_000 }).toEqual(['broken']);

  await lena.goto('/promises');
  await lena.page.getByRole('radio', { name: de('promises-team') }).check({ force: true });
  const row = lena.page.getByRole('listitem').filter({ hasText: ben.name });
  await expect(row).toContainText('nicht gehalten');
  await lena.goto(`/inbox/open/${id}`);
  const owed = lena.page.getByRole('group', { name: de('owed-label') });
  await expect(owed).toContainText(de('owed-broken', { count: 1 }));
  // The lead sees it as an alarm.
  const anna = await as('anna');
  await anna.list('open');
  await expect(
    anna.page
      .getByRole('region', { name: de('alarms-label') })
      .getByText('Zusage')
      .first(),
  ).toBeVisible();
  // Late, but done: it stays broken, and is owed no longer.
  await lena.goto('/promises');
  await lena.page.getByRole('radio', { name: de('promises-team') }).check({ force: true });
  await row.getByRole('button', { name: de('promise-keep') }).click();
  await expect(row).toHaveCount(0);
  expect(await states()).toEqual(['broken']);
  await lena.noErrors();
});

test('E: everything of somebody goes to a successor, who reads each note before it leaves', async ({
  as,
  apis,
  sim,
}) => {
  const [aylinApi, lenaApi] = [await apis('aylin'), await apis('lena')];
  const clara = await sim.customer('Clara Angebot');
  const aylin = await as('aylin');
  await aylin.list('open');
  await clara.say('Bitte schicken Sie mir das Angebot.');
  await aylin.open(clara.name);
  const id = await matterOf(aylinApi, 'das Angebot');
  await aylin.press('i');
  await aylin.reply.fill('Sie bekommen das Angebot morgen bis 16 Uhr.');
  await expect(aylin.page.getByRole('list', { name: de('promises-label') })).toBeVisible();
  await aylin.reply.press('Control+.');
  await aylin.reply.press('Control+Enter');
  await expect.poll(async () => (await clara.answers()).length).toBe(1);

  const { id: mine } = await aylinApi.get<{ id: string }>('/me');
  const { id: hers, name } = await lenaApi.get<{ id: string; name: string }>('/me');
  await aylin.goto(`/handover/${mine}`);
  await aylin.page.getByLabel(de('handover-to')).selectOption(`agent ${hers}`);
  await aylin.page.getByRole('button', { name: de('handover-go') }).click();
  await expect(aylin.page.getByText(de('handover-done'))).toBeVisible();
  await expect(aylin.page.getByText(de('handover-theirs', { name })).first()).toBeVisible();
  const after = await lenaApi.get<{ assignee_id: string }>(`/conversations/${id}`);
  expect(after.assignee_id).toBe(hers);

  // The successor is told, reads the note, changes it and sends it under her own name.
  const lena = await as('lena');
  await lena.goto('/promises');
  await lena.page
    .getByRole('link', { name: de('promises-notes-read') })
    .first()
    .click();
  const note = lena.page.getByRole('textbox', {
    name: de('handover-note-to', { name: clara.name }),
  });
  await expect(note).toHaveValue(/Lena/);
  await expect(note).not.toHaveValue(/Aylin/);
  await note.fill('Guten Tag, ich bin ab jetzt für Sie da. Das Angebot kommt wie zugesagt.');
  await note.press('Control+Enter');
  await expect(lena.page.getByText(de('handover-sent'), { exact: true })).toBeVisible();
  await expect
    .poll(async () => (await clara.answers()).some((each) => each.text.includes('ab jetzt')))
    .toBe(true);
  await lena.goto('/promises');
  await expect(lena.page.getByRole('listitem').filter({ hasText: clara.name })).toBeVisible();
  await lena.noErrors();
});
