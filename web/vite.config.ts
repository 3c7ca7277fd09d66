import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Writes `.br` and `.gz` beside every text file, so that the server never compresses. */
function twins(): Plugin {
  let out = 'dist';
  return {
    name: 'twins',
    apply: 'build',
    configResolved(config) {
      out = config.build.outDir;
    },
    async closeBundle() {
      for (const entry of await readdir(out, { recursive: true, withFileTypes: true })) {
        const path = join(entry.parentPath, entry.name);
        if (!entry.isFile() || !/\.(js|css|html|svg|json|webmanifest)$/.test(path)) continue;
        const bytes = await readFile(path);
        const quality = { [constants.BROTLI_PARAM_QUALITY]: 11 };
        await writeFile(`${path}.br`, brotliCompressSync(bytes, { params: quality }));
        await writeFile(`${path}.gz`, gzipSync(bytes, { level: 9 }));
      }
    },
  };
}

type Info = (id: string) => { importers: readonly string[] } | null;

/** Whether what begins here brings a module along at once. */
function brings(begin: string, id: string, info: Info, seen = new Set<string>()): boolean {
  if (id.endsWith(begin)) return true;
  if (seen.has(id)) return false;
  seen.add(id);
  return info(id)?.importers.some((each) => brings(begin, each, info, seen)) ?? false;
}

/** What is always there together is one file: many small ones compress badly, and wait for each other. */
function together(id: string, info: Info): string | null {
  if (brings('/src/main.ts', id, info)) return 'first';
  if (brings('/src/inbox/InboxPage.svelte', id, info)) return 'list';
  return /\/src\/(ui|house\/PageHead)/.test(id) ? 'forms' : null;
}

const server = process.env['CONSOLE_SERVER'] ?? 'http://127.0.0.1:8181';

export default defineConfig({
  base: '/app/',
  plugins: [svelte(), twins()],
  resolve: {
    alias: {
      $core: here('src/core'),
      $ui: here('src/ui'),
      $talk: here('src/talk'),
      $memory: here('src/memory'),
      $i18n: here('src/i18n/i18n.svelte.ts'),
      $app: here('src/app.svelte.ts'),
    },
  },
  build: {
    target: 'es2023',
    cssMinify: true,
    assetsInlineLimit: 0,
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              debugName: 'together',
              name: (id, all) => together(id, (each) => all.getModuleInfo(each)),
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': { target: server, ws: true } } },
  preview: { proxy: { '/api': { target: server, ws: true } } },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
