/** `npm run bench:start`: the app's start beside a bare Electron window, in the same run. */
import { spawn } from 'node:child_process';
import { build } from './lib/build.mjs';
import { atEnd } from './lib/cleanup.mjs';
import { prepare, program } from './lib/program.mjs';
import { endGroup } from './lib/run.mjs';
import { inRoot, node24, root, toolEnv } from './setup/places.mjs';
import { electronRuntime } from './setup/runtime.mjs';

const [name = 'start', ...rest] = process.argv.slice(2);

await program(async (report) => {
  await prepare('test', report);
  await build(['desk', 'widget'], report);
  const child = spawn(node24, [inRoot('test', 'bench', `${name}.ts`), ...rest], {
    cwd: root,
    env: { ...toolEnv(), ...electronRuntime().env },
    stdio: 'inherit',
    detached: process.platform !== 'win32',
  });
  /** @type {Promise<number>} */
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
  const forget = atEnd(() => endGroup(child, ended));
  const code = await ended;
  forget();
  return code;
});
