import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type AdminAnswer,
  type AdminCallName,
  type AdminRequest,
  adminBase,
  adminCalls,
} from '#shared/protocol/admin.ts';
import { isRefusalCode, type Refusal, RefusalError } from '#shared/protocol/errors.ts';
import { openAdmin } from '../admin/index.ts';
import { Complaint } from '../command-line.ts';
import { complaintAbout } from '../complaints.ts';
import { crashKey, createCrashStore } from '../crashes/index.ts';
import { createIdentitySecret } from '../customers/index.ts';
import { createDeskPolicies } from '../devices/index.ts';
import { createHandbooks } from '../handbook/index.ts';
import { type Operator, readOperator } from '../operator.ts';
import { createOrdersAdmin } from '../orders/index.ts';
import { createProfiles, openWorkspace } from '../people/index.ts';
import { createAudit, createOrigins, parse } from '../platform/access/index.ts';
import { systemClock } from '../platform/clock.ts';
import { openDatabase } from '../platform/database/index.ts';
import { createLog } from '../platform/log/index.ts';
import { createSecrets, secretsKey, takeUpSecrets } from '../platform/secrets.ts';
import { openRebuilding } from '../reports/index.ts';
import { createPlans } from '../routing/index.ts';
import { createProvider, createSignInBook } from '../sign-in/index.ts';
import { createHook, createWatchRules } from '../watch/index.ts';

/** The administration of one hub, whether it runs or not. */
export type Access = {
  /** Rejects with a `RefusalError`, or a `Complaint` when there is no answer. */
  readonly call: <C extends AdminCallName>(name: C, request: AdminRequest<C>) => Promise<AdminAnswer<C>>;
  readonly close: () => Promise<void>;
};

/** What of the environment a hub, and its administration, heed. */
export type HubEnvironment = {
  readonly YINGKE_DATABASE_URL?: string | undefined;
  readonly YINGKE_SECRETS_KEY?: string | undefined;
};

/** A hub that has not answered by now does not. Milliseconds. */
const timeout = 15_000;

/** Of the hub that runs on the data folder; where none does, of the database itself. */
export async function openAccess(data: string, environment: HubEnvironment): Promise<Access> {
  const databaseUrl = environment.YINGKE_DATABASE_URL;
  const folder = join(data, 'hub');
  const operator = await readOperator(folder);
  if (operator !== null && (await answers(operator))) return overHttp(operator);
  const location = databaseUrl ?? join(folder, 'hub.sqlite');
  if (databaseUrl === undefined && !(await isThere(location))) {
    throw new Complaint(
      'no_records',
      `There are no records of a hub in ${data}. Say where they are with --data, or start the hub once.`,
    );
  }
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return await onDatabase(location, folder, await secretsKey(folder, environment.YINGKE_SECRETS_KEY));
  } catch (error) {
    throw complaintAbout(error, folder, null, '');
  }
}

/** Whether a hub runs on the data folder. */
export async function runsOn(data: string): Promise<boolean> {
  const operator = await readOperator(join(data, 'hub'));
  return operator !== null && (await answers(operator));
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Whether that is the hub that has left the file, and not one that was killed or what listens there now. */
async function answers(operator: Operator): Promise<boolean> {
  const answered = await ask(operator, 'origins.list', null).catch((error: unknown) => error);
  return adminCalls['origins.list'].answer.safeParse(answered).success;
}

function overHttp(operator: Operator): Access {
  return {
    call: async (name, request) => {
      const value = adminCalls[name].answer.safeParse(await ask(operator, name, request));
      if (!value.success)
        throw new Complaint('hub_odd', 'The hub’s answer cannot be read: is it of another version?');
      return value.data as never;
    },
    close: async () => undefined,
  };
}

async function ask({ hub, token }: Operator, name: AdminCallName, request: unknown): Promise<unknown> {
  const { method, path } = adminCalls[name];
  let status: number;
  let body: unknown;
  try {
    const response = await fetch(reachable(hub) + adminBase + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(method !== 'GET' && { 'content-type': 'application/json' }),
      },
      ...(method !== 'GET' && { body: JSON.stringify(request) }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeout),
    });
    ({ status } = response);
    body = await response.json();
  } catch (error) {
    const { name: kind, cause } = error as { name?: string; cause?: { code?: string } };
    const why = kind === 'TimeoutError' ? 'it does not answer' : (cause?.code ?? 'no hub answers there');
    throw new Complaint('hub_away', `The hub at ${hub} cannot be asked: ${why}.`);
  }
  const { ok, value, error } = (body ?? {}) as { ok?: unknown; value?: unknown; error?: Partial<Refusal> };
  if (ok === true) return value;
  if (isRefusalCode(error?.code)) throw new RefusalError(error as Refusal);
  throw new Complaint('hub_odd', `What answers at ${hub} is no hub (status ${status}).`);
}

/** Where it listens at every address, it is reached at the one of this machine. */
function reachable(hub: string): string {
  return hub.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
}

async function onDatabase(location: string, folder: string, key: Buffer): Promise<Access> {
  const database = await openDatabase(location);
  try {
    const clock = systemClock;
    const workspace = await openWorkspace(database, clock, 'Yingke');
    const workspaceId = workspace.id;
    const [plans, handbooks, policies, origins] = [
      await createPlans({ database, workspace, clock }),
      await createHandbooks({ database, workspaceId, clock }),
      await createDeskPolicies({ database, workspaceId, clock }),
      await createOrigins(database, workspaceId, clock),
    ];
    const secrets = createSecrets(key, workspaceId);
    await takeUpSecrets(database, workspaceId, secrets, false);
    const crashes = createCrashStore({
      ...{ folder: join(folder, 'crashes'), key: crashKey(key, workspaceId), clock },
    });
    const identity = createIdentitySecret(database, workspaceId, clock, secrets);
    // What is done is on the audit trail; the log is the hub's.
    const log = createLog({ write: () => undefined });
    const audit = createAudit({ database, workspaceId, clock, log });
    const orders = createOrdersAdmin({ database, workspaceId, clock, secrets, log });
    const profiles = createProfiles(database, workspaceId);
    const rebuilding = openRebuilding({
      ...{ database, location, workspaceId, log, clock },
      plan: () => plans.current().plan,
      people: profiles.list,
    });
    const watch = {
      rules: await createWatchRules({ database, workspaceId, clock, plans }),
      hook: createHook({ database, workspace, clock, secrets, log }),
      tryRule: rebuilding.tryRule,
    };
    const signIn = {
      book: await createSignInBook({ database, workspaceId, clock, plans, secrets }),
      provider: createProvider({ now: clock.now, log }),
    };
    const admin = openAdmin({
      database,
      workspaceId,
      clock,
      plans,
      handbooks,
      policies,
      origins,
      crashes,
      identity,
      orders,
      rebuilding,
      watch,
      signIn,
      audit,
    });
    const asking = { actor: { kind: 'operator' }, address: 'console' } as const;
    return {
      call: async (name, request) =>
        (await admin[name](parse(adminCalls[name].request, request) as never, asking)) as never,
      close: async () => {
        await rebuilding.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
