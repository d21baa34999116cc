/** `npm run hub [-- --data DIR --port N --demo]`: the hub alone, on Node, with its widget. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { portOf, readArguments } from './lib/arguments.mjs';
import { build } from './lib/build.mjs';
import { atEnd } from './lib/cleanup.mjs';
import { program } from './lib/program.mjs';
import { inRoot, node24, root } from './setup/places.mjs';

const usage = 'npm run hub [-- --data DIR --port N --host ADDRESS --demo]';

await program('hub', async (report) => {
  const given = readArguments(process.argv.slice(2), {
    values: ['data', 'port', 'host'],
    flags: ['demo'],
    usage,
  });
  const port = portOf(given.port);
  await build(['widget'], report);
  const args = [
    inRoot('src', 'hub', 'index.ts'),
    ...(given.data ? ['--data', path.resolve(process.env.INIT_CWD ?? '.', String(given.data))] : []),
    ...(port === undefined ? [] : ['--port', String(port)]),
    ...(given.host ? ['--host', String(given.host)] : []),
    ...(given.demo ? ['--demo'] : []),
  ];
  const child = spawn(node24, args, { cwd: root, stdio: 'inherit' });
  const forget = atEnd(async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
  });
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      forget();
      resolve(code ?? 1);
    });
  });
});
