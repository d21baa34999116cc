import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import * as z from 'zod/mini';
import { firstPlace } from '#shared/ipc/account-of.ts';
import type { Desk } from '../desk.ts';
import type { Desks } from '../desks.ts';
import type { Flags } from '../flags.ts';
import { fill, type Texts } from '../locales/texts.ts';
import { faultOf, type Log } from '../log.ts';
import { say } from '../report.ts';
import { type HubFailure, type HubHost, type HubReady, hostHub } from './hub-host.ts';
import type { DeskWindow } from './window.ts';

const demoAccounts = z.object({
  accounts: z.array(z.object({ email: z.string(), password: z.string() })),
});

export type HostingOptions = {
  readonly flags: Flags;
  readonly dir: string;
  /** The hub's program. */
  readonly script: string;
  readonly log: Log;
  readonly desks: Desks;
  readonly shown: DeskWindow;
  readonly texts: () => Texts;
};

/** The hub inside this app, where it is wanted, and the word to whoever started it all. */
export function startHosting(options: HostingOptions): { readonly stop: () => Promise<void> } {
  const { flags, dir, script, log, desks, shown } = options;
  let isSaid = false;

  /** Once: everything that was asked for is there. */
  async function sayReady(hub: HubReady | null): Promise<void> {
    if (isSaid) return;
    isSaid = true;
    await shown.painted;
    say({
      event: 'ready',
      hub: hub?.hub ?? flags.hub,
      shop: hub?.shop ?? null,
      accounts: hub?.accounts ?? null,
      window: true,
    });
  }

  if (!flags.host) {
    void sayReady(null);
    return { stop: async () => {} };
  }

  const host: HubHost = hostHub({
    script,
    args: [
      ...['--data', dir],
      ...(flags.port === null ? [] : ['--port', String(flags.port)]),
      ...(flags.demo ? ['--demo'] : []),
      ...(flags.training === null ? [] : ['--training', flags.training]),
    ],
    logDir: join(dir, 'logs'),
    log,
    onReady: (ready) => {
      desks.hubIsAt(ready.hub);
      const isFirst = !isSaid;
      void sayReady(ready);
      const { id, desk } = desks.inView();
      // Not again after a crash of the hub: by then somebody may have signed out. Nor beside other accounts.
      const mayEnter = isFirst && flags.demo && id === firstPlace;
      if (mayEnter && desk.account().state === 'signed-out') void signInFirst(desk, ready, log);
    },
    onFailed: (failure) => {
      say({ event: 'failed', ...failure });
      desks.hubFailed(failure.code);
      // Where nobody can see a window there is nobody to ask either.
      if (process.env.YINGKE_SCREENSHOT && !isSaid) app.exit(1);
      else void ask(failure, host.logFile, options);
    },
  });
  return { stop: host.stop };
}

async function signInFirst(desk: Desk, ready: HubReady, log: Log): Promise<void> {
  if (ready.accounts === null) return;
  try {
    const { accounts } = demoAccounts.parse(JSON.parse(await readFile(ready.accounts, 'utf8')));
    const first = accounts[0];
    if (first !== undefined)
      await desk.signIn({ hub: ready.hub, email: first.email, password: first.password });
  } catch (error) {
    log.warn('demo sign-in failed', faultOf(error));
  }
}

async function ask(failure: HubFailure, logFile: string, { shown, texts }: HostingOptions): Promise<void> {
  const { hub } = texts();
  const { response } = await dialog.showMessageBox(shown.window, {
    type: 'error',
    message: hub.failedTitle,
    detail: fill(sentenceFor(failure.code, hub), { log: logFile }),
    buttons: [hub.quit, hub.stay],
    defaultId: 0,
    cancelId: 1,
  });
  if (response === 0) app.exit(1);
}

function sentenceFor(code: string, texts: Texts['hub']): string {
  switch (code) {
    case 'port_in_use':
    case 'data_in_use':
    case 'secrets_key':
    case 'data_damaged':
    case 'data_unusable':
      return texts[code];
    default:
      return texts.other;
  }
}
