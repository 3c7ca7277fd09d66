// The console as an agent uses it.
import { expect, type Locator, type Page } from '@playwright/test';
import { de } from '../words.ts';

export class Console {
  constructor(
    readonly page: Page,
    /** What the page threw; stays empty. */
    readonly errors: string[] = [],
  ) {}

  /** Goes somewhere and waits until the console stands there. */
  async goto(path: string): Promise<this> {
    await this.page.goto(`/app${path}`);
    await expect(this.page.locator('main, dialog').first()).toBeVisible();
    return this;
  }

  /** A list, with its first answer there. */
  async list(view = 'open'): Promise<this> {
    await this.goto(`/inbox/${view}`);
    await expect(this.page.locator('section.list h1')).toBeVisible();
    return this;
  }

  row(name: string): Locator {
    return this.page.locator('a[data-row]').filter({ hasText: name });
  }
  get rows(): Locator {
    return this.page.locator('a[data-row]');
  }
  get timeline(): Locator {
    return this.page.getByRole('log');
  }
  get reply(): Locator {
    return this.page.getByRole('textbox', { name: de('reply-field') });
  }
  get note(): Locator {
    return this.page.getByRole('textbox', { name: de('note-field') });
  }
  tab(kind: 'reply' | 'note'): Locator {
    return this.page.getByRole('tab', { name: new RegExp(de(`composer-${kind}`)) });
  }
  get toasts(): Locator {
    return this.page.getByRole('region', { name: de('toasts-label') });
  }
  said(text: string | RegExp): Locator {
    return this.timeline.getByText(text);
  }
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Opens somebody's conversation from the list, as soon as it is there. */
  async open(name: string): Promise<void> {
    await this.row(name).click();
    await expect(this.timeline).toBeVisible();
    await expect(this.page.locator('#conversation-title')).toBeVisible();
  }

  /** What stands in the draft is safe on the server. */
  async draftSaved(): Promise<void> {
    await expect(this.page.getByText(de('draft-saved'))).toBeVisible();
  }

  /** What a person with the keyboard only can reach and see right now. */
  get focused(): Locator {
    return this.page.locator(':focus');
  }

  async noErrors(): Promise<void> {
    expect(this.errors).toEqual([]);
  }
}
