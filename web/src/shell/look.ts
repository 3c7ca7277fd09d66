import type { Language, Settings } from '../core/types.ts';

/** Puts theme, density and size on the page, and keeps them for the next first paint. */
export function look(settings: Settings, language: Language): void {
  const root = document.documentElement;
  const theme = settings.theme ?? 'system';
  const density = settings.density ?? 'comfortable';
  const size = settings.size ?? 1;
  root.dataset['theme'] = theme;
  root.dataset['density'] = density;
  root.style.setProperty('--size', String(size));
  try {
    localStorage.setItem('gerne.look', JSON.stringify({ theme, density, size, language }));
  } catch {
    // Only the first paint of the next visit suffers.
  }
}
