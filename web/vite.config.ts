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
  build: { target: 'es2023', cssMinify: true, assetsInlineLimit: 0, manifest: true },
  server: { proxy: { '/api': { target: server, ws: true } } },
  preview: { proxy: { '/api': { target: server, ws: true } } },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
