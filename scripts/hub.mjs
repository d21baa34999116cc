/**
 * `npm run hub [-- --data DIR --port N --demo …]`: the hub alone, on Node, with its widget. Its own command
 * line says what it takes: `npm run hub -- --help`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { greeting, lineReader, readEvent } from './lib/app-events.mjs';
import { build } from './lib/build.mjs';
import { atEnd } from './lib/cleanup.mjs';
import { prepare, program } from './lib/program.mjs';
import { createReport } from './lib/report.mjs';
import { endGroup } from './lib/run.mjs';
import { endingWithUs } from './lib/services.mjs';
import { inRoot, node24 } from './setup/places.mjs';
import { setUp } from './setup/set-up.mjs';

// Paths on its command line are meant from where the person stands.
const cwd = process.env.INIT_CWD ?? process.cwd();
const entry = inRoot('src', 'hub', 'index.ts');

await program(async (report) => {
  if (process.argv[2] === 'admin') return administer();
  await prepare('hub', report);
  await build(['widget'], report);
  const [command, ...args] = endingWithUs(node24, [entry, ...process.argv.slice(2)]);
  const child = spawn(command, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'inherit'],
    // Ctrl+C reaches it through us, once.
    detached: process.platform !== 'win32',
  });
  const said = lineReader((line) => {
    const event = readEvent(line);
    if (event?.event === 'ready') for (const row of greeting('The hub', event)) report.line(row);
    // Why it failed it says on standard error too.
    else if (event?.event !== 'failed') report.line(line);
  });
  child.stdout.on('data', said.push);
  /** @type {Promise<number>} */
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
  const forget = atEnd(() => endGroup(child, ended, { patience: 10_000 }));
  const code = await ended;
  forget();
  said.end();
  return code;
});

/** A command of a moment: what it says is all that is on standard output, and needs no widget. */
async function administer() {
  await setUp('hub', createReport(process.stderr));
  const child = spawn(node24, [entry, ...process.argv.slice(2)], { cwd, stdio: 'inherit' });
  const [code] = await once(child, 'close');
  return code ?? 1;
}
