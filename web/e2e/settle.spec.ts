import { expect, test } from './fixtures.ts';
import { de } from './words.ts';

test.afterEach(async ({ sim }) => sim.healed());

for (const arrived of [true, false])
  test(`a person decides what became of a reply: ${arrived ? 'it is there' : 'it is missing'}`, async ({
    as,
    apis,
    sim,
  }) => {
    const admin = await apis('anna');
    await admin.hold(0);
    const clara = await sim.customer('Clara Unklar');
    const anna = await as('anna');
    await anna.list('open');
    await clara.say('Kommt da noch was?');
    await anna.open(clara.name);
    await sim.fault('drop_before', { method: 'POST', path: '/api/v1/statuses', times: 1 });
    await sim.fault('status_before', { method: 'GET', path: '/api/v1/accounts/*', code: 500 });
    await anna.reply.fill('Ja, morgen um 9 Uhr.');
    await anna.press('Control+Enter');
    const look = anna.timeline.getByRole('button', { name: de('delivery-settle') });
    await expect(look).toBeVisible();
    // Leads see how many there are, wherever they are.
    const outbox = anna.page.getByRole('link', { name: new RegExp(de('nav-outbox')) });
    await expect(outbox).toContainText('1');
    await look.click();
    await anna.timeline
      .getByRole('button', { name: de(arrived ? 'delivery-arrived' : 'delivery-not-arrived') })
      .click();
    await expect(look).toHaveCount(0);
    if (arrived) await expect(anna.row(clara.name)).toHaveCount(0);
    else {
      // Nobody ever read it: the words are the author's again, without the signature.
      await expect(anna.reply).toHaveValue('Ja, morgen um 9 Uhr.');
      await expect(anna.said('Ja, morgen um 9 Uhr.')).toHaveCount(0);
      await expect(anna.row(clara.name)).toBeVisible();
    }
    await anna.noErrors();
  });
