import { resolve } from 'node:path';
import { lingui, linguiTransformerBabelPreset } from '@lingui/vite-plugin';
import babel from '@rolldown/plugin-babel';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const at = (path: string) => resolve(import.meta.dirname, path);

/**
 * Pure JavaScript that main needs at once is bundled: one file to read instead of hundreds is what
 * keeps the start near that of an empty window. Native modules stay outside.
 */
const bundledIntoMain = ['socket.io-client', 'zod', 'uuid', 'electron-log'];

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      externalizeDeps: { exclude: bundledIntoMain },
      rollupOptions: {
        input: {
          index: at('src/main/index.ts'),
          hub: at('src/hub/index.ts'),
          'cache-worker': at('src/main/cache/worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
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
    root: 'src/renderer',
    build: {
      outDir: 'out/renderer',
      target: 'chrome130',
      rollupOptions: { input: at('src/renderer/index.html') },
    },
    plugins: [tailwindcss(), react(), lingui(), babel({ presets: [linguiTransformerBabelPreset()] })],
  },
});
