import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { defineConfig } from 'vite';

const at = (path: string) => resolve(import.meta.dirname, path);
const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8')) as { version: string };

/** Browsers of about five years; SECURITY and docs/embedding.md name them. */
const target = ['chrome93', 'edge93', 'firefox101', 'safari15.4'];

// Whoever builds it, a test run included, gets what is shipped: no debugging code of the libraries.
process.env.NODE_ENV = 'production';

/** Stands for `import` until all is built: vite would put half a kilobyte around it, of which nothing is needed here. */
const importLater = '__yingkeImport';

/**
 * The widget is three bundles from one command, each named by its hash in the next one: what has to do with files, the
 * panel, which loads that where there are some, and the launcher, a classic script.
 */
function madeModules(): Plugin {
  const prefix = 'virtual:yingke-';
  const file = { panel: '', files: '' };
  const made: Record<string, () => string> = {
    panel: () => `export const panelFile = ${JSON.stringify(file.panel)};`,
    files: () =>
      `export const loadFiles = (base) => ${importLater}(base + ${JSON.stringify(`/widget/${file.files}`)});`,
    version: () => `export const version = ${JSON.stringify(version)};`,
  };
  return {
    name: 'yingke-made-modules',
    sharedDuringBuild: true,
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : null),
    load: (id) => (id.startsWith(`\0${prefix}`) ? made[id.slice(prefix.length + 1)]?.() : null),
    generateBundle(_options, bundle) {
      const { name } = this.environment;
      if (name !== 'panel' && name !== 'files') return;
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk' || !chunk.isEntry) continue;
        file[name] = chunk.fileName;
        chunk.code = chunk.code.replaceAll(`${importLater}(`, 'import(');
      }
    },
  };
}

/**
 * What of its libraries the widget does without: socket.io's parsers for binary packets, in whose place
 * stand ours for text, its WebTransport, which the hub does not offer, its reader of
 * addresses, which browsers have, the library uuid, and zod. docs/decisions/0014 says what it saves.
 */
const lighter = [
  { find: /^engine\.io-parser$/, replacement: at('src/widget/panel/wire/frames.ts') },
  { find: /^socket\.io-parser$/, replacement: at('src/widget/panel/wire/packets.ts') },
  { find: /^.*\/contrib\/parseuri\.js$/, replacement: at('src/widget/panel/wire/address.ts') },
  { find: /^zod\/mini$/, replacement: at('src/widget/panel/wire/schema.ts') },
  { find: /^#shared\/domain\/key\.ts$/, replacement: at('src/widget/panel/wire/key.ts') },
  { find: /^.*\/webtransport\.js$/, replacement: at('src/widget/panel/wire/no-transport.ts') },
];

export default defineConfig({
  root: at('src/widget'),
  resolve: { alias: lighter },
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [madeModules()],
  build: {
    outDir: at('out/widget'),
    target,
    cssTarget: target,
    reportCompressedSize: false,
    modulePreload: false,
  },
  environments: {
    files: {
      consumer: 'client',
      build: {
        emptyOutDir: true,
        rollupOptions: {
          input: at('src/widget/files/index.ts'),
          preserveEntrySignatures: 'strict',
          output: { format: 'es', entryFileNames: 'files-[hash].js', codeSplitting: false },
        },
      },
    },
    panel: {
      consumer: 'client',
      build: {
        emptyOutDir: false,
        rollupOptions: {
          input: at('src/widget/panel/index.tsx'),
          preserveEntrySignatures: 'strict',
          // One of the stand-ins lacks what somebody has begun to use: better no widget than one that does not start.
          onLog(level, log, handle) {
            if (log.code === 'IMPORT_IS_UNDEFINED') throw new Error(log.message);
            handle(level, log);
          },
          output: { format: 'es', entryFileNames: 'panel-[hash].js', codeSplitting: false },
        },
      },
    },
    launcher: {
      consumer: 'client',
      build: {
        emptyOutDir: false,
        // As a library: no helper around the import of the panel, which would need a module.
        lib: { entry: at('src/widget/launcher/index.ts'), formats: ['iife'], name: 'yingkeLauncher' },
        rollupOptions: {
          output: { entryFileNames: 'widget.js', codeSplitting: false },
        },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['files', 'panel', 'launcher']) {
        const environment = builder.environments[name];
        if (environment) await builder.build(environment);
      }
    },
  },
});
