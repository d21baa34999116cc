import * as z from 'zod/mini';
import { crashModes, crashProcesses, crashStates } from '../domain/diagnostics/crashes.ts';
import { logLevels } from '../domain/diagnostics/log-line.ts';
import { autostartStates, linkStates } from '../domain/link/ways-in.ts';
import { proxyModes } from '../domain/network/choice.ts';
import { wayFaults } from '../domain/network/fault.ts';
import { time } from '../protocol/fields.ts';
import { cacheLoss, connection, protection } from './app.ts';
import { updateState } from './updates.ts';

const space = z.nullable(z.number());

/** How one account fares. No name of anybody is in it. */
export const accountHealth = z.strictObject({
  id: z.string(),
  inView: z.boolean(),
  signedIn: z.boolean(),
  line: z.pick(connection, { state: true, code: true, since: true, latency: true }),
  /** What carries the line now: `websocket`, `polling`; null without one. */
  transport: z.nullable(z.string()),
  cache: z.strictObject({
    protection,
    loss: z.nullable(cacheLoss.shape.why),
    bytes: z.number(),
    version: z.int(),
    rows: z.int(),
  }),
  outbox: z.strictObject({ waiting: z.int(), refused: z.int() }),
});
export type AccountHealth = z.infer<typeof accountHealth>;

/** Everything of this desk that can be well or not (G6): numbers, codes and names of ours. */
export const health = z.strictObject({
  at: time,
  versions: z.strictObject({
    app: z.string(),
    electron: z.string(),
    chrome: z.string(),
    node: z.string(),
    system: z.string(),
  }),
  accounts: z.array(accountHealth),
  policy: z.strictObject({ settled: z.int(), ignored: z.int() }),
  /** Names of settings that were not as they can be. */
  settingsIgnored: z.array(z.string()),
  /** How it stands with updates; null: they have not been looked for yet. */
  updates: z.nullable(
    z.pick(updateState, { stage: true, version: true, mode: true, code: true, checkedAt: true }),
  ),
  notifications: z.strictObject({ works: z.nullable(z.boolean()), player: z.nullable(z.string()) }),
  /** How the desk gets out, without the name of anything: how a proxy is found, what the hub in view is reached by, and what is wrong. */
  network: z.strictObject({
    mode: z.enum(proxyModes),
    by: z.nullable(z.enum(['direct', 'proxy'])),
    fault: z.nullable(z.enum(wayFaults)),
    lacks: z.boolean(),
    authorities: z.strictObject({ own: z.int(), ignored: z.int(), system: z.nullable(z.int()) }),
  }),
  /** Of Electron: by name, what became of each. */
  gpu: z.record(z.string(), z.string()),
  disk: z.strictObject({ free: space, total: space }),
  /** How one gets in but by starting it. */
  ways: z.strictObject({ autostart: z.enum(autostartStates), links: z.enum(linkStates) }),
  logs: z.strictObject({ level: z.enum(logLevels), bytes: z.number(), files: z.int() }),
  crashes: z.strictObject({
    mode: z.enum(crashModes),
    /** That lie here. */
    count: z.int(),
    last: z.nullable(time),
    /** Those, and the latest that were sent; the newest first. */
    reports: z.array(
      z.strictObject({
        id: z.string(),
        at: time,
        bytes: z.int(),
        process: z.enum(crashProcesses),
        state: z.enum(crashStates),
        sentAt: z.nullable(time),
        code: z.nullable(z.string()),
      }),
    ),
  }),
});
export type Health = z.infer<typeof health>;

/** One file of the bundle, as it will be saved. */
export const bundleFile = z.strictObject({ name: z.string(), text: z.string() });
export type BundleFile = z.infer<typeof bundleFile>;

const fileName = z.string().check(z.maxLength(80));

export const supportCalls = {
  'support.health': { input: z.strictObject({}), answer: health },
  /** Puts a bundle together and shows it; it is held until the next one, and nothing is written. */
  'support.collect': {
    input: z.strictObject({}),
    answer: z.strictObject({ id: z.string(), files: z.array(bundleFile) }),
  },
  /** Asks where to, and writes what was shown but for the files that are left out; false: the person thought better of it. */
  'support.save': {
    input: z.strictObject({
      id: z.string().check(z.maxLength(40)),
      without: z.array(fileName).check(z.maxLength(100)),
    }),
    answer: z.boolean(),
  },
  'support.openLogs': { input: z.strictObject({}), answer: z.null() },
  /** How much is logged; refused with `managed` where the organisation has settled it. */
  'support.setLevel': { input: z.strictObject({ level: z.enum(logLevels) }), answer: health },
  /** From the next start on for what is running already. */
  'support.setCrashes': { input: z.strictObject({ mode: z.enum(crashModes) }), answer: health },
  'support.deleteCrashes': { input: z.strictObject({}), answer: health },
  /** An error that nobody foresaw in the page: its class and place, no word of it. */
  'support.fault': {
    input: z.strictObject({
      kind: z.enum(['error', 'rejection']),
      fault: z.string().check(z.maxLength(80)),
      at: z.nullable(z.string().check(z.maxLength(160))),
    }),
    answer: z.null(),
  },
} as const;
