// What everybody can use: no violation of the rules that can be checked by a machine.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const EVERYTHING = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function clean(page: Page): Promise<void> {
  await check(page, (axe) => axe.withTags(EVERYTHING));
}

/** The same page with the other colours: nothing but colours differs. */
export async function cleanInTheDark(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(dark(paper), paper).toBe(true);
  await check(page, (axe) => axe.withRules(['color-contrast', 'link-in-text-block']));
}

async function check(page: Page, which: (axe: AxeBuilder) => AxeBuilder): Promise<void> {
  // What fades in has no contrast yet.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((each) => each.finished.catch(() => {}))),
  );
  const { violations } = await which(new AxeBuilder({ page })).analyze();
  const found = violations.map((each) => ({
    rule: each.id,
    nodes: each.nodes
      .slice(0, 3)
      .map((node) => `${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  }));
  expect(found).toEqual([]);
}

/** Of `rgb(r, g, b)`. */
function dark(colour: string): boolean {
  const parts =
    colour
      .match(/[\d.]+/g)
      ?.slice(0, 3)
      .map(Number) ?? [];
  return parts.length === 3 && parts.every((part) => part < 64);
}
