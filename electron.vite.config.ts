import { resolve } from 'node:path';
import { linguiTransformerBabelPreset } from '@lingui/vite-plugin';
import babel from '@rolldown/plugin-babel';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { bundledIntoMain } from './scripts/lib/bundled.mjs';
import { deskEmoji } from './scripts/lib/emoji.mjs';
import { mainChunks, pageChunks } from './scripts/lib/first-chunks.mjs';
import { firstScriptStaysSmall } from './scripts/lib/first-script.mjs';
import { lateSchemas } from './scripts/lib/late-schemas.mjs';
import { withProofMigration } from './scripts/lib/proof-migration.mjs';
import { textsWithModules } from './scripts/lib/texts.mjs';
import { withoutSchemas } from './scripts/lib/without-schemas.mjs';

/** The emoji with their names and words: a module of its own, which the page reads when somebody wants one. */
function emojiModule(): Plugin {
  const name = 'virtual:yingke-emoji';
  return {
    name: 'yingke-emoji',
    resolveId: (id) => (id === name ? `\0${name}` : null),
    // As a text: to parse it is quicker than to compile it as a program.
    load: (id) =>
      id === `\0${name}`
        ? `export const emoji = JSON.parse(${JSON.stringify(JSON.stringify(deskEmoji()))});`
        : null,
  };
}

const at = (path: string) => resolve(import.meta.dirname, path);

export default defineConfig({
  main: {
    plugins: [withProofMigration(), lateSchemas()],
    build: {
      outDir: 'out/main',
      externalizeDeps: { exclude: bundledIntoMain },
      rollupOptions: {
        input: {
          index: at('src/main/index.ts'),
          hub: at('src/hub/index.ts'),
          'sqlite-thread': at('src/hub/platform/database/sqlite-thread.ts'),
          'report-thread': at('src/hub/reports/report-thread.ts'),
          'image-thread': at('src/hub/files/image-thread.ts'),
          'cache-worker': at('src/main/cache/worker.ts'),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          // A program keeps its own text in memory for as long as it runs, and each start reads all of it.
          comments: { legal: true, annotation: false, jsdoc: false },
          codeSplitting: mainChunks({
            index: at('src/main/index.ts'),
            wire: at('src/main/wire.ts'),
            hub: at('src/hub/index.ts'),
            worker: at('src/main/cache/worker.ts'),
          }),
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: true,
      rollupOptions: {
        input: { index: at('src/preload/index.ts') },
        // A sandboxed preload can only be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    build: {
      outDir: at('out/renderer'),
      target: 'chrome130',
      // Off by default here; less to read and parse before the first screen.
      minify: true,
      // The polyfill fetches, which the page's policy forbids; every Electron we run on knows modulepreload.
      modulePreload: { polyfill: false },
      rollupOptions: {
        input: at('src/renderer/index.html'),
        output: { codeSplitting: pageChunks(at('src/renderer/index.html')) },
      },
    },
    plugins: [
      emojiModule(),
      withoutSchemas(),
      firstScriptStaysSmall(),
      tailwindcss(),
      react(),
      textsWithModules(),
      babel({ presets: [linguiTransformerBabelPreset()] }),
    ],
  },
});
