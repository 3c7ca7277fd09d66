// Writes src/core/api.gen.ts from openapi.json, which the server's own code produces.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const source = new URL('../openapi.json', import.meta.url);
const target = new URL('../src/core/api.gen.ts', import.meta.url);
if (!existsSync(source)) {
  console.log('types: no openapi.json yet, nothing to compare');
  process.exit(0);
}
const text = astToString(await openapiTS(source));
const former = existsSync(target) ? readFileSync(target, 'utf8') : '';
if (former !== text) {
  if (process.argv.includes('--check')) {
    console.error('src/core/api.gen.ts is stale: run npm run types');
    process.exit(1);
  }
  writeFileSync(target, text);
}
console.log('types: fresh');
