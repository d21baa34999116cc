import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin, Rolldown } from 'vite';
import { defineConfig } from 'vite';
import { emojiText } from './scripts/lib/emoji.mjs';

const at = (path: string) => resolve(import.meta.dirname, path);
const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8')) as { version: string };

/** Browsers of about five years; SECURITY and docs/embedding.md name them. */
const target = ['chrome93', 'edge93', 'firefox101', 'safari15.4'];

// Whoever builds it, a test run included, gets what is shipped: no debugging code of the libraries.
process.env.NODE_ENV = 'production';

/**
 * The widget is bundles of different kinds from one command: the emoji and the words of each language and the panel's
 * parts, files that are fetched when they are needed; the panel; then the launcher, a classic script. All but the
 * launcher carry their hash in their names, which those have to know that come later.
 */
function madeModules(): Plugin {
  const prefix = 'virtual:yingke-';
  const files: Record<string, string> = {};
  const languages = { 'zh-CN': 'zh', en: 'en' } as const;
  const wordsFiles = () =>
    Object.fromEntries(Object.entries(languages).map(([tag, name]) => [tag, files[`words-${name}`]]));
  const emoji = Object.entries(languages).map(([tag, name]) => {
    const text = emojiText(name);
    const hash = createHash('sha256').update(text).digest('base64url').slice(0, 8);
    return { tag, text, file: `emoji-${name}-${hash}.json` };
  });
  const emojiFiles = Object.fromEntries(emoji.map(({ tag, file }) => [tag, file]));
  const made: Record<string, () => string> = {
    panel: () =>
      `export const panelFile = ${JSON.stringify(files.panel)}; export const wordsFiles = ${JSON.stringify(wordsFiles())}; export const paletteFile = ${JSON.stringify(files.palette)};`,
    extras: () =>
      `export const extrasFile = ${JSON.stringify(files.extras)}; export const filesFile = ${JSON.stringify(files.files)}; export const leaveFile = ${JSON.stringify(files.leave)};`,
    emoji: () => `export const emojiFiles = ${JSON.stringify(emojiFiles)};`,
    version: () => `export const version = ${JSON.stringify(version)};`,
  };
  return {
    name: 'yingke-made-modules',
    sharedDuringBuild: true,
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : null),
    load: (id) => (id.startsWith(`\0${prefix}`) ? made[id.slice(prefix.length + 1)]?.() : null),
    generateBundle(_options, bundle) {
      if (this.environment.name === 'launcher') return;
      for (const chunk of Object.values(bundle)) {
        if (chunk.type === 'chunk' && chunk.isEntry) files[chunk.name] = chunk.fileName;
      }
      if (this.environment.name !== 'extras') return;
      for (const { file, text } of emoji) this.emitFile({ type: 'asset', fileName: file, source: text });
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
  { find: /^@socket\.io\/component-emitter$/, replacement: at('src/widget/panel/wire/emitter.ts') },
  { find: /^.*\/contrib\/parseuri\.js$/, replacement: at('src/widget/panel/wire/address.ts') },
  { find: /^zod\/mini$/, replacement: at('src/widget/panel/wire/schema.ts') },
  { find: /^#shared\/domain\/key\.ts$/, replacement: at('src/widget/panel/wire/key.ts') },
  { find: /^\.\/url\.js$/, replacement: at('src/widget/panel/wire/place.ts') },
  { find: /^.*\/contrib\/parseqs\.js$/, replacement: at('src/widget/panel/wire/query.ts') },
  { find: /^.*\/contrib\/has-cors\.js$/, replacement: at('src/widget/panel/wire/cors.ts') },
  { find: /^.*\/contrib\/backo2\.js$/, replacement: at('src/widget/panel/wire/no-backoff.ts') },
  { find: /^.*\/webtransport\.js$/, replacement: at('src/widget/panel/wire/no-transport.ts') },
];

/** The panel's parts draw with its library, which it gives to them: the same one, once. */
function drawnWithThePanels(): Plugin {
  return {
    name: 'yingke-drawing',
    enforce: 'pre',
    sharedDuringBuild: true,
    resolveId(id) {
      return ['extras', 'leave'].includes(this.environment.name) && id === 'preact/jsx-runtime'
        ? at('src/widget/drawing.ts')
        : null;
    },
  };
}

/** What a module bundle of the widget is built by. */
const moduleBuild = (input: Record<string, string>) => ({
  consumer: 'client' as const,
  build: {
    emptyOutDir: false,
    rollupOptions: {
      input,
      preserveEntrySignatures: 'strict' as const,
      // One of the stand-ins lacks what somebody has begun to use: better no widget than one that does not start.
      onLog(level: Rolldown.LogLevel, log: Rolldown.RolldownLog, handle: Rolldown.LogOrStringHandler) {
        if (log.code === 'IMPORT_IS_UNDEFINED') throw new Error(log.message);
        handle(level, log);
      },
      output: { format: 'es' as const, entryFileNames: '[name]-[hash].js', codeSplitting: false },
    },
  },
});

export default defineConfig({
  root: at('src/widget'),
  resolve: { alias: lighter },
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [madeModules(), drawnWithThePanels()],
  build: {
    outDir: at('out/widget'),
    target,
    cssTarget: target,
    reportCompressedSize: false,
    modulePreload: false,
  },
  environments: {
    words_zh: moduleBuild({ 'words-zh': at('src/widget/locales/words-zh.ts') }),
    words_en: moduleBuild({ 'words-en': at('src/widget/locales/words-en.ts') }),
    palette: moduleBuild({ palette: at('src/widget/launcher/palette.ts') }),
    files: moduleBuild({ files: at('src/widget/files/index.ts') }),
    leave: moduleBuild({ leave: at('src/widget/leave/index.ts') }),
    extras: moduleBuild({ extras: at('src/widget/extras/index.tsx') }),
    panel: moduleBuild({ panel: at('src/widget/panel/index.tsx') }),
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
      const { outDir } = builder.config.build;
      rmSync(resolve(builder.config.root, outDir), { recursive: true, force: true });
      for (const name of [
        'words_zh',
        'words_en',
        'palette',
        'files',
        'leave',
        'extras',
        'panel',
        'launcher',
      ]) {
        const environment = builder.environments[name];
        if (environment) await builder.build(environment);
      }
    },
  },
});
