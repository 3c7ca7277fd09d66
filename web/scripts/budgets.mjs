// What the browser must load before the inbox is there, against the budgets we gave ourselves.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url).pathname;
const manifestPath = join(dist, '.vite/manifest.json');
if (!existsSync(manifestPath)) {
  console.log('budgets: no build yet, run npm run build first');
  process.exit(0);
}
const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
const size = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length / 1024;

function reach(key, seen = new Set()) {
  if (seen.has(key) || !manifest[key]) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) reach(next, seen);
  return seen;
}
const sum = (files) => [...new Set(files)].reduce((total, file) => total + size(file), 0);
const scripts = (keys) =>
  [...keys].map((key) => manifest[key].file).filter((f) => f.endsWith('.js'));
const styles = (keys) => [...keys].flatMap((key) => manifest[key].css ?? []);

// The inbox route and one language are loaded at once as well, though by dynamic import.
const initial = new Set();
for (const key of ['index.html', 'src/inbox/InboxPage.svelte', 'src/i18n/de.ts'])
  for (const each of reach(key)) initial.add(each);

const failures = [];
const gate = (what, value, limit) => {
  console.log(`budgets: ${what} ${value.toFixed(1)} kB of ${limit}`);
  if (value > limit) failures.push(`${what} is over its budget`);
};
gate('initial scripts', sum(scripts(initial)), 90);
gate('initial styles', sum(styles(initial)), 15);
for (const [key, chunk] of Object.entries(manifest)) {
  if (!chunk.isDynamicEntry || initial.has(key)) continue;
  const own = scripts(reach(key)).filter((file) => !scripts(initial).includes(file));
  const total = sum(own);
  if (total > 60) failures.push(`${key} is over its budget: ${total.toFixed(1)} kB`);
}
// All that one person can ever load, an admin who opens every page: of the words, one language. It
// grows with what the console can do; what somebody waits for is gated above.
const otherWords = /(^|\/)en(-\w+)?-[\w-]+\.js$/;
const all = readdirSync(dist, { recursive: true })
  .filter((file) => file.endsWith('.js') && statSync(join(dist, file)).isFile())
  .filter((file) => !otherWords.test(file))
  .reduce((total, file) => total + size(file), 0);
gate('all scripts', all, 400);
if (failures.length) {
  console.error(failures.join('\n'));
  process.exit(1);
}
