// Runs before the first paint, so that a dark room stays dark. Kept tiny and outside the page
// because the content security policy allows no inline script.
try {
  const look = JSON.parse(localStorage.getItem('gerne.look') || '{}');
  const root = document.documentElement;
  if (look.theme) root.dataset.theme = look.theme;
  if (look.density) root.dataset.density = look.density;
  if (look.language) root.lang = look.language;
  if (look.size) root.style.setProperty('--size', String(look.size));
} catch {
  // A broken or forbidden store only costs the remembered look.
}
