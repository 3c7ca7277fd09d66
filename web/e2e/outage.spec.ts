import { expect, test } from './fixtures.ts';
import { de } from './words.ts';

test.afterEach(async ({ sim }) => sim.healed());

test('leads see since when a platform is silent, and when it will be tried again', async ({
  as,
  apis,
  sim,
}) => {
  const anna = await as('anna');
  await anna.goto('/inbox/open');
  await sim.fault('status_before', { code: 503 });
  // It cuts all that are open, the one that asks too.
  await sim.post('drop_connections', {}).catch(() => undefined);
  const admin = await apis('anna');
  // People are told after a moment without an answer, by the installation's clock.
  const silent = anna.page
    .getByRole('region', { name: de('alarms-label') })
    .getByText('antwortet nicht');
  await expect
    .poll(
      async () => {
        await admin.advance(20);
        await sim.advance(20);
        return silent.isVisible();
      },
      { timeout: 45_000 },
    )
    .toBe(true);
  await anna.page.getByRole('link', { name: de('alarm-fix') }).click();
  await expect(anna.page.getByText(de('channel-silent'))).toBeVisible();
  await expect(anna.page.getByText(de('channel-state-silent')).first()).toBeVisible();
  await sim.healed();
  await expect
    .poll(
      async () => {
        await admin.advance(60);
        await sim.advance(60);
        return anna.page.getByText(de('channel-silent')).count();
      },
      { timeout: 45_000 },
    )
    .toBe(0);
  await anna.noErrors();
});
