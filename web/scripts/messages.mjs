// Reads every Fluent file, writes the type of each message's variables, and fails when a language
// lacks a message or a variable that another has.
import { readdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { FluentParser } from '@fluent/syntax';

const checking = process.argv.includes('--check');
const root = new URL('../messages/', import.meta.url).pathname;
const target = new URL('../src/i18n/messages.d.ts', import.meta.url).pathname;
const problems = [];

function variables(node, found = new Set()) {
  if (!node || typeof node !== 'object') return found;
  if (node.type === 'VariableReference') found.add(node.id.name);
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) value.forEach((each) => variables(each, found));
    else if (value && typeof value === 'object') variables(value, found);
  }
  return found;
}

function read(language) {
  const messages = new Map();
  for (const file of readdirSync(join(root, language)).sort()) {
    if (!file.endsWith('.ftl')) continue;
    const resource = new FluentParser().parse(readFileSync(join(root, language, file), 'utf8'), {});
    for (const entry of resource.body) {
      const where = `${language}/${file}`;
      if (entry.type === 'Junk')
        problems.push(`${where}: cannot read ${entry.content.slice(0, 60)}`);
      if (entry.type !== 'Message') continue;
      if (messages.has(entry.id.name)) problems.push(`${where}: ${entry.id.name} stands twice`);
      if (!entry.value) problems.push(`${where}: ${entry.id.name} is empty`);
      messages.set(entry.id.name, [...variables(entry.value)].sort());
    }
  }
  return messages;
}

const en = read('en');
const de = read('de');
for (const [key, names] of en) {
  const other = de.get(key);
  if (!other) problems.push(`de lacks ${key}`);
  else if (other.join() !== names.join())
    problems.push(`${key}: en has (${names}) but de has (${other})`);
}
for (const key of de.keys()) if (!en.has(key)) problems.push(`en lacks ${key}`);

const lines = [...en.keys()].sort().map((key) => {
  const names = en.get(key);
  const type = names.length
    ? `{ ${names.map((name) => `${name}: FluentVariable`).join('; ')} }`
    : 'undefined';
  return `  '${key}': ${type};`;
});
const text = `// Written by scripts/messages.mjs from messages/en; do not edit.
import type { FluentVariable } from '@fluent/bundle';

export interface Messages {
${lines.join('\n')}
}
`;
const former = existsSync(target) ? readFileSync(target, 'utf8') : '';
if (former !== text) {
  if (checking) problems.push('src/i18n/messages.d.ts is stale: run npm run messages');
  else writeFileSync(target, text);
}
if (problems.length) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log(`messages: ${en.size} in en and de`);
