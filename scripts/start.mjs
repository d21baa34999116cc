/**
 * `npm start [-- --data DIR --port N --lang zh-CN|en]`: sets up, builds what changed and runs the desk with a
 * hub inside it and a demo shop. Without a display it runs on a virtual one and keeps a picture of its window.
 */
import path from 'node:path';
import { runApp } from './lib/app-process.mjs';
import { portOf, readArguments } from './lib/arguments.mjs';
import { build } from './lib/build.mjs';
import { launchPlan } from './lib/launch.mjs';
import { Problem } from './lib/problem.mjs';
import { prepare, program } from './lib/program.mjs';
import { startBus, startDisplay } from './lib/services.mjs';
import { defaultDataFolder, givenFolder, ordinaryUser } from './lib/user.mjs';
import { inRoot } from './setup/places.mjs';
import { hasDisplay, which } from './setup/system.mjs';

const usage = 'npm start [-- --data DIR --port N --lang zh-CN|en]';

await program(async (report) => {
  const given = readArguments(process.argv.slice(2), { values: ['data', 'port', 'lang'], usage });
  const port = portOf(given.port);
  if (given.lang && given.lang !== 'zh-CN' && given.lang !== 'en') {
    throw new Problem(`The language “${given.lang}” is not there.`, { advice: 'There are zh-CN and en.' });
  }
  await prepare('start', report);
  await build(['desk', 'widget'], report);

  const { user, data } = whoAndWhere(given.data === undefined ? undefined : String(given.data));
  const virtual = process.platform === 'linux' && !hasDisplay();
  const services = [];
  if (virtual) services.push(await startDisplay({ user }));
  if (process.platform === 'linux' && !process.env.DBUS_SESSION_BUS_ADDRESS && which('dbus-daemon')) {
    services.push(await startBus({ user }));
  }
  const screenshot = virtual ? path.join(data, 'window.png') : undefined;
  const plan = launchPlan({
    user,
    services,
    env: { ...process.env, ...(screenshot ? { YINGKE_SCREENSHOT: screenshot } : {}) },
    args: [
      '--host',
      '--demo',
      `--data=${data}`,
      // The app chooses a free one by itself.
      ...(port ? [`--port=${port}`] : []),
      ...(given.lang ? [`--lang=${given.lang}`] : []),
    ],
  });
  for (const note of plan.notes) report.line(`! ${note}`);
  return await runApp(plan, { data, log: path.join(data, 'start.log'), screenshot }, report);
});

/**
 * As whom the app runs, and where its data is.
 * @param {string | undefined} wanted
 */
function whoAndWhere(wanted) {
  const asked = wanted === undefined ? undefined : path.resolve(process.env.INIT_CWD ?? '.', wanted);
  // On root's own display nobody else may draw.
  const own = process.getuid?.() === 0 && hasDisplay();
  const first = own
    ? { kind: /** @type {const} */ ('root'), why: 'the display belongs to root' }
    : ordinaryUser({ reads: [inRoot('out', 'main', 'index.js')] });
  const data = asked ?? defaultDataFolder(first);
  try {
    givenFolder(data, first);
  } catch (cause) {
    throw new Problem(`The data folder ${data} cannot be made.`, {
      advice: 'Name another one: npm start -- --data DIR',
      cause,
    });
  }
  const user = first.kind === 'other' ? ordinaryUser({ writes: [data] }) : first;
  return { user, data };
}
