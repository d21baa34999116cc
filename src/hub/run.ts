import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { SceneId } from '#shared/domain/training/script.ts';
import { refusalOf } from '#shared/protocol/errors.ts';
import type { WayOut } from '#shared/protocol/handshake.ts';
import { type WidgetLook, widgetLook } from '#shared/protocol/look.ts';
import { Complaint, type NewAccount } from './command-line.ts';
import { complaintAbout } from './complaints.ts';
import {
  backOfficeHeader,
  backOfficePath,
  createShop,
  demoHandbook,
  demoReplies,
  demoScoreCard,
  demoWayOut,
  demoWorkspaceName,
  seedDemo,
  signCustomer,
  withWrapUp,
} from './demo/index.ts';
import { type Hub, root, startHub } from './hub.ts';
import { leaveOperator, removeOperator } from './operator.ts';
import { type Starter, seedAccounts } from './people/index.ts';
import { mintToken, parse } from './platform/access/index.ts';
import { systemClock } from './platform/clock.ts';
import { listenAt } from './platform/http/index.ts';
import type { Log } from './platform/log/index.ts';
import { secretsKey } from './platform/secrets.ts';
import { keepPorts, lastPorts, portsToTry } from './ports.ts';
import { startTraining, type Training } from './training/index.ts';
import { metricsToken } from './vitals/index.ts';

export type RunOptions = {
  readonly data: string;
  readonly port: number | null;
  readonly host: string;
  readonly demo: boolean;
  /** Simulated customers come to the demo (A15); null: none. */
  readonly training: SceneId | null;
  readonly behindProxy: boolean;
  /** People to be made where nobody has their address. */
  readonly people: readonly NewAccount[];
  /** Sites that may embed the widget, besides those that are known. */
  readonly allowOrigins: readonly string[];
  /** Ways to the house besides the hub, to be remembered; null takes one away. */
  readonly wayOut: Partial<WayOut>;
  /** Path of the look of the widget, to be remembered; '' takes it away. */
  readonly look?: string | null;
  /** How long who has gone keeps their customers (P13), milliseconds; null: the usual. */
  readonly leaseTime: number | null;
  /** `postgres://…` instead of the file in the data folder. */
  readonly databaseUrl: string | undefined;
  /** What secrets are sealed with, instead of the key in the data folder. */
  readonly secretsKey?: string | undefined;
  /** Secrets that were sealed with a key that is lost are taken away. */
  readonly forgetSecrets?: boolean;
  /** Who has it may read the figures, instead of the token in the data folder. */
  readonly metricsToken?: string | undefined;
  /** How long it says that it will go before it goes. Milliseconds. */
  readonly drainTime?: number;
  readonly log: Log;
};

export type Running = {
  readonly hub: string;
  /** Address of the demo shop, null without one. */
  readonly shop: string | null;
  /** Path of the file with the accounts that were made, null without any. */
  readonly accounts: string | null;
  readonly stop: () => Promise<void>;
};

/** A hub in a data folder, with the demo where it is wanted. Rejects with a `Complaint`. */
export async function runHub(options: RunOptions): Promise<Running> {
  const { host, port, demo, log } = options;
  const folder = join(options.data, 'hub');
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    throw new Complaint('data_unusable', `The data folder ${folder} cannot be made (${error.code}).`);
  });
  const portsFile = join(folder, 'ports.json');
  const last = await lastPorts(portsFile);
  const token = mintToken();

  const key = await secretsKey(folder, options.secretsKey).catch((error: unknown) => {
    throw complaintAbout(error, folder, port, host);
  });
  const hub = await startHub({
    secretsKey: key,
    forgetSecrets: options.forgetSecrets ?? false,
    database: options.databaseUrl ?? join(folder, 'hub.sqlite'),
    filesFolder: join(folder, 'files'),
    host,
    ports: portsToTry(port, last.hub),
    log,
    behindProxy: options.behindProxy,
    operatorToken: token,
    metricsToken: await metricsToken(folder, options.metricsToken),
    ...(options.leaseTime !== null && { leaseTime: options.leaseTime }),
    ...(demo && { workspaceName: demoWorkspaceName }),
  }).catch((error: unknown) => {
    throw complaintAbout(error, folder, port, host);
  });

  let shop: Awaited<ReturnType<typeof startShop>> | null = null;
  let training: Training | null = null;
  const stop = async () => {
    try {
      if (options.drainTime) {
        hub.drain();
        await setTimeout(options.drainTime);
      }
      training?.stop();
      await removeOperator(folder, token);
      await shop?.close();
    } finally {
      await hub.stop();
    }
  };
  try {
    for (const origin of options.allowOrigins) await hub.origins.allow(origin);
    await hub.wayOut.set({ ...(demo && demoWayOut), ...options.wayOut });
    if (typeof options.look === 'string') await hub.look.set(await readLook(options.look));
    if (demo) shop = await startShop(hub, last.shop);
    await leaveOperator(folder, { hub: hub.url, token });
    await keepPorts(portsFile, { hub: hub.port, shop: shop?.port ?? last.shop });
    const accounts = await makeAccounts(hub, folder, options);
    if (options.training !== null && shop !== null) {
      training = await startTrainingAt(hub, shop.origin, options.training, log);
    }
    return { hub: hub.url, shop: shop?.url ?? null, accounts, stop };
  } catch (error) {
    await stop();
    throw complaintAbout(error, folder, port, host);
  }
}

async function makeAccounts(hub: Hub, folder: string, { demo, people }: RunOptions): Promise<string | null> {
  let made: string | null = null;
  const missing: Starter[] = [];
  for (const { email, role } of people) {
    if ((await hub.people.accountOf(email)) === null) {
      missing.push({ name: email.split('@')[0] ?? email, email, role });
    }
  }
  if (missing.length > 0) {
    made = join(folder, 'accounts.json');
    await seedAccounts(hub.people, hub.profiles, made, hub.url, missing);
  }
  if (demo) {
    made = join(folder, 'demo-accounts.json');
    await seedDemo(hub.people, hub.profiles, made, hub.url);
    await hub.replies.seed('何静', demoReplies);
    await hub.quality.seed({ id: '', name: '何静' }, demoScoreCard());
    // Only where nobody has written anything yet: what people have made of the demo stands.
    if (hub.handbooks.current().version === 0) await hub.handbooks.save(0, demoHandbook(), '何静');
    const { version, plan } = hub.plans.current();
    if (version === 1) await hub.plans.save(version, withWrapUp(plan), '何静');
  }
  return made;
}

async function startShop(hub: Hub, last: number | null) {
  const key = mintToken();
  const shop = await createShop(
    join(root, 'resources/demo-shop'),
    hub.url,
    async () => (await hub.identity.current()) ?? hub.identity.renew(),
    key,
  );
  const port = await listenAt(shop, '127.0.0.1', portsToTry(null, last));
  const origin = originAt(port);
  // What listens at the old port now is not our shop.
  if (last !== null && last !== port) await hub.origins.withdraw(originAt(last));
  await hub.origins.allow(origin);
  await askBackOffice(hub, origin, key);
  return { port, origin, url: `${origin}/`, close: () => shop.close() };
}

/** Orders are asked of the demo shop, unless somebody has written down another place. Its key is another one with each start. */
async function askBackOffice(hub: Hub, origin: string, key: string): Promise<void> {
  const { settings } = await hub.orders.read();
  if (settings !== null && !settings.url.endsWith(backOfficePath)) return;
  const usual = { internal: true, header: backOfficeHeader, patience: 5000 };
  await hub.orders.save({ settings: { ...usual, ...settings, url: origin + backOfficePath }, secret: key });
}

async function startTrainingAt(hub: Hub, origin: string, scene: SceneId, log: Log): Promise<Training> {
  const secret = (await hub.identity.current()) ?? (await hub.identity.renew());
  const sign = (claims: object) => signCustomer(claims, secret);
  return startTraining({ hub: hub.url, origin, scene, sign, clock: systemClock, log });
}

function originAt(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** What the file says. Throws a `Complaint` for what it cannot mean. */
async function readLook(file: string): Promise<WidgetLook | null> {
  if (file === '') return null;
  try {
    return parse(widgetLook, JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    const { field = null } = refusalOf(error);
    const why = field === null ? (error as Error).message : `"${field}" is not what it should be`;
    throw new Complaint('bad_flag', `--look ${file}: ${why}`);
  }
}
