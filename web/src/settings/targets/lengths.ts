// How long a target allows, as a number and a unit. Pure.
export const UNITS = { minute: 60, hour: 3600, day: 86_400 } as const;
export type Unit = keyof typeof UNITS;

export const LEAST = 60;
export const MOST = 365 * UNITS.day;

/** The largest unit that says it without a fraction. */
export function split(seconds: number): { value: number; unit: Unit } {
  const unit = (['day', 'hour'] as const).find((each) => seconds % UNITS[each] === 0) ?? 'minute';
  return { value: Math.round((seconds / UNITS[unit]) * 100) / 100, unit };
}

/** What a number in a unit means; null: nothing, or nothing that a target can be. */
export function seconds(text: string, unit: Unit): number | null {
  const value = Number(text.replace(',', '.'));
  const all = Math.round(value * UNITS[unit]);
  return text.trim() && Number.isFinite(all) && all >= LEAST && all <= MOST ? all : null;
}
