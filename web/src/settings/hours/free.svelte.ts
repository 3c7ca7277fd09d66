// The free days of regions, as the server knows them: asked once for each region and year.
import { language } from '$i18n';
import { SvelteMap } from 'svelte/reactivity';
import { api } from '../../time/time.ts';
import type { FreeDay } from '../../time/types.ts';

export class FreeOf {
  readonly #known = new SvelteMap<string, FreeDay[]>();
  readonly #asked = new Set<string>();

  /** Asks for what is not known yet. */
  want(regions: readonly string[], years: readonly number[]): void {
    for (const region of regions)
      for (const year of years) {
        const key = `${region} ${year}`;
        if (this.#asked.has(key)) continue;
        this.#asked.add(key);
        api.freeDays(region, year).then(
          ({ items }) => this.#known.set(key, items),
          () => this.#asked.delete(key),
        );
      }
  }

  /** All of them, each once, by date. */
  days(regions: readonly string[], years: readonly number[]): FreeDay[] {
    const found = new Map<string, FreeDay>();
    for (const region of regions)
      for (const year of years)
        for (const day of this.#known.get(`${region} ${year}`) ?? []) {
          const known = found.get(day.date);
          // What is free in one of the regions as a whole is free.
          if (!known || (known.in_places && !day.in_places)) found.set(day.date, day);
        }
    return [...found.values()].toSorted((a, b) => a.date.localeCompare(b.date));
  }

  /** Those that are free by law, with their names. */
  laws(regions: readonly string[], years: readonly number[]): Map<string, string> {
    const whole = this.days(regions, years).filter((day) => !day.in_places);
    return new Map(whole.map((day) => [day.date, day.name[language()]]));
  }
}
