import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { DemoAccount, Said } from './app.ts';
import { projectRoot } from './launch.ts';
import type { Undo } from './launch-undo.ts';

/** A hub as `npm run hub` starts it: a process of its own, which can be frozen and killed. */
export type HubProcess = {
  readonly hub: string;
  readonly shop: string;
  readonly accounts: readonly DemoAccount[];
  /** Its data folder, for starting it again where it was. */
  readonly data: string;
  /** Stands still as behind a cable that was pulled: connections stay, nothing answers. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  readonly kill: () => Promise<void>;
};

export type HubProcessOptions = {
  readonly data?: string;
  readonly port?: number;
  /** More of its flags. */
  readonly args?: readonly string[];
};

export async function launchHub(undo: Undo, options: HubProcessOptions = {}): Promise<HubProcess> {
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'yingke-hub-'));
  if (options.data === undefined) undo.add(() => rmSync(data, { recursive: true, force: true }));
  const args = [
    '--data',
    data,
    '--demo',
    ...(options.port === undefined ? [] : ['--port', `${options.port}`]),
    ...(options.args ?? []),
  ];
  const child = spawn(process.execPath, [join(projectRoot, 'src/hub/index.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = once(child, 'exit');
  const kill = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await gone;
  };
  undo.add(kill);
  let log = '';
  child.stderr.on('data', (part) => {
    log = (log + part).slice(-10_000);
  });
  const ready = await new Promise<Said>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('YINGKE ')) return;
      const said: Said = JSON.parse(line.slice('YINGKE '.length));
      if (said.event === 'ready') resolve(said);
    });
    void gone.then(([code]) => reject(new Error(`the hub ended with ${code}: ${log}`)));
  });
  const { hub, shop, accounts } = ready;
  if (typeof hub !== 'string' || typeof shop !== 'string' || typeof accounts !== 'string') {
    throw new Error(`the hub is ready without its addresses: ${JSON.stringify(ready)}`);
  }
  return {
    hub,
    shop,
    accounts: JSON.parse(readFileSync(accounts, 'utf8')).accounts,
    data,
    freeze: () => child.kill('SIGSTOP'),
    thaw: () => child.kill('SIGCONT'),
    kill,
  };
}
