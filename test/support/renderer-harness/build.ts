import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'vite';
import config from '../../../electron.vite.config.ts';

/**
 * Where the built renderer lies: as it was built for all tests of a run (`YINGKE_BUILT_RENDERER`, set by `npm test`), or, for
 * a file that is run by itself, built now from the source as electron-vite would.
 */
export async function builtRenderer(): Promise<{ readonly folder: string; readonly remove: () => void }> {
  const given = process.env.YINGKE_BUILT_RENDERER;
  if (given !== undefined) return { folder: given, remove: () => {} };
  const folder = await buildRenderer();
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Each process its own. */
async function buildRenderer(): Promise<string> {
  const outDir = resolve(import.meta.dirname, `../../../.cache/renderer-harness-${process.pid}`);
  const renderer = (config as { renderer: import('vite').UserConfig }).renderer;
  // A test runner says "test" here, which would build the slow half of React.
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await build({
      ...renderer,
      configFile: false,
      base: './',
      mode: 'production',
      logLevel: 'warn',
      build: { ...renderer.build, outDir, emptyOutDir: true, reportCompressedSize: false },
    });
  } finally {
    process.env.NODE_ENV = before;
  }
  return outDir;
}
