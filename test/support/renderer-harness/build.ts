import { resolve } from 'node:path';
import { build } from 'vite';
import config from '../../../electron.vite.config.ts';

/** Builds the renderer alone, as electron-vite would, and says where it lies: each process its own. */
export async function buildRenderer(): Promise<string> {
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
