import { resolve } from 'node:path';
import { build } from 'vite';
import config from '../../../electron.vite.config.ts';

/** Builds the renderer alone, as electron-vite would, and says where it lies. */
export async function buildRenderer(): Promise<string> {
  const outDir = resolve(import.meta.dirname, '../../../.cache/renderer-harness');
  const renderer = (config as { renderer: import('vite').UserConfig }).renderer;
  await build({
    ...renderer,
    configFile: false,
    base: './',
    logLevel: 'warn',
    build: { ...renderer.build, outDir, emptyOutDir: true, reportCompressedSize: false },
  });
  return outDir;
}
