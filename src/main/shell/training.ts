import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import type { SceneId } from '#shared/domain/training/script.ts';
import { argsAgain } from '../flags.ts';
import { faultOf, type Log } from '../log.ts';
import { trainingArgs } from '../training-args.ts';

const prefix = 'yingke-training-';
/** What a training that was killed has left is removed after so long, milliseconds. */
const old = 24 * 3_600_000;

/**
 * Starts a desk for training beside this one: a process with a folder of its own, which is removed when it ends. Neither
 * shares anything with the other but the program.
 */
export function openTraining(scene: SceneId, lang: string, log: Log): void {
  sweep(log);
  const data = mkdtempSync(join(tmpdir(), prefix));
  const rest = argsAgain(process.argv.slice(1), false);
  const own = app.isPackaged ? [] : [app.getAppPath()];
  const { YINGKE_SCREENSHOT: _, ...env } = process.env;
  const child = spawn(process.execPath, [...own, ...trainingArgs(rest, { scene, data, lang })], {
    stdio: 'ignore',
    env,
  });
  const remove = () => rmSync(data, { recursive: true, force: true, maxRetries: 3 });
  child.on('exit', remove);
  child.on('error', (error) => {
    log.error('training did not start', faultOf(error));
    remove();
  });
  // This desk may quit: the training goes on.
  child.unref();
  log.info('training opened', { scene });
}

/** Where a training ended after the desk that had started it, its folder is still there. */
function sweep(log: Log): void {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(prefix)) continue;
    const folder = join(tmpdir(), name);
    try {
      if (Date.now() - statSync(folder).mtimeMs > old) rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      // Of somebody else on this machine, or gone by now.
      log.info('a folder of a training was not removed', faultOf(error));
    }
  }
}
