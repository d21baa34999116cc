import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Complaint } from './command-line.ts';
import { createShop, demoWorkspaceName, seedDemo } from './demo/index.ts';
import { type Hub, root, startHub } from './hub.ts';
import { listenAt } from './platform/http/index.ts';
import type { Log } from './platform/log/index.ts';
import { keepPorts, lastPorts, portsToTry } from './ports.ts';

export type Running = {
  readonly hub: string;
  /** Address of the demo shop, null without one. */
  readonly shop: string | null;
  /** Path of the file with the demo's accounts, null without them. */
  readonly accounts: string | null;
  readonly stop: () => Promise<void>;
};

/** A hub in a data folder, with the demo where it is wanted. Rejects with a `Complaint`. */
export async function runHub(options: {
  readonly data: string;
  readonly port: number | null;
  readonly host: string;
  readonly demo: boolean;
  readonly databaseUrl: string | undefined;
  readonly log: Log;
}): Promise<Running> {
  const { host, demo, log } = options;
  const folder = join(options.data, 'hub');
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    throw new Complaint('data_unusable', `The data folder ${folder} cannot be made (${error.code}).`);
  });
  const portsFile = join(folder, 'ports.json');
  const last = await lastPorts(portsFile);

  const hub = await startHub({
    database: options.databaseUrl ?? join(folder, 'hub.sqlite'),
    host,
    ports: portsToTry(options.port, last.hub),
    log,
    ...(demo && { workspaceName: demoWorkspaceName }),
  }).catch((error: unknown) => {
    throw complaintAbout(error, folder, options.port, host);
  });

  try {
    const shop = demo ? await startShop(hub, last.shop) : null;
    await keepPorts(portsFile, { hub: hub.port, shop: shop?.port ?? last.shop });
    const accounts = demo ? join(folder, 'demo-accounts.json') : null;
    if (accounts !== null) await seedDemo(hub.people, accounts, hub.url);
    return {
      hub: hub.url,
      shop: shop?.url ?? null,
      accounts,
      stop: async () => {
        await shop?.close();
        await hub.stop();
      },
    };
  } catch (error) {
    await hub.stop();
    throw error;
  }
}

async function startShop(hub: Hub, last: number | null) {
  const shop = await createShop(join(root, 'resources/demo-shop'), hub.url);
  const port = await listenAt(shop, '127.0.0.1', portsToTry(null, last));
  const origin = `http://127.0.0.1:${port}`;
  await hub.origins.allow(origin);
  return { port, url: `${origin}/`, close: () => shop.close() };
}

function complaintAbout(error: unknown, folder: string, port: number | null, host: string): unknown {
  const { code } = error as { code?: string };
  switch (code) {
    case 'EADDRINUSE':
      return new Complaint(
        'port_in_use',
        `Port ${port} is in use. Choose another with --port, or leave it out.`,
      );
    case 'EACCES':
      return new Complaint('port_refused', `The system does not allow listening at port ${port}.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Complaint('bad_host', `This computer has no address ${host}.`);
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_READONLY':
    case 'SQLITE_READONLY_DIRECTORY':
      return new Complaint('data_unusable', `The data folder ${folder} cannot be written.`);
    case 'SQLITE_BUSY':
      return new Complaint('data_in_use', `Another hub is running on the data folder ${folder}.`);
    case 'SQLITE_NOTADB':
    case 'SQLITE_CORRUPT':
      return new Complaint(
        'data_damaged',
        `${join(folder, 'hub.sqlite')} is no database of the hub, or damaged.`,
      );
    case 'ECONNREFUSED':
      return new Complaint('database_away', 'The database of YINGKE_DATABASE_URL does not answer.');
    default:
      return error;
  }
}
