import * as z from 'zod/mini';
import { auditFilters } from '../domain/audit/kinds.ts';
import { handbook, keptHandbook } from '../domain/customer/handbook.ts';
import { givenHubRules } from '../domain/policy/hub-rules.ts';
import { keptPlan, routingPlan } from '../domain/routing/plan.ts';
import { problem } from '../domain/routing/problem.ts';
import { routingProfile } from '../domain/routing/profile.ts';
import { deskCount } from '../domain/update/desks-here.ts';
import { keptWatchRules, watchRule, watchRules } from '../domain/watch/rule.ts';
import { trial } from '../domain/watch/trial.ts';
import { crashRecord } from './crashes.ts';
import { deviceRecord, keptDeskPolicy } from './devices.ts';
import { id, personName, time, version } from './fields.ts';
import { role } from './handshake.ts';
import { keptOrderSettings, orderSample, orderSecret, orderSettings, ordersAnswer } from './orders.ts';
import { sessionRecord } from './sessions.ts';
import { clientSecret, keptSignInRules, providerTried, signInProvider, signInRules } from './sign-in.ts';
import { hookOutcome, hookSettings, keptHook } from './watch.ts';

/**
 * Administration over HTTP, by a desk whose person is an admin or by the operator of the hub. Every call stands
 * in `adminCalls`: hub, desk and command line derive from it. Calls that change something are audited. Some are for the operator alone.
 *
 * Sent with `authorization: Bearer <token>`, the request as JSON in the body (GET has none); answered with
 * `Answer<T>` as everywhere.
 */
export const adminBase = '/api/desk/admin';

/** Largest request, bytes: a plan with everything in it that a plan may have is smaller. */
export const maxAdminBody = 1024 * 1024;

/** How many versions of the plan, or of the handbook, one answer has. */
export const historyLimit = 100;

const email = z.string().check(z.trim(), z.toLowerCase(), z.maxLength(254), z.regex(/^[^@\s]+@[^@\s]+$/u));

/** Somebody who works here, or did. */
export const personRecord = z.object({
  id,
  name: personName,
  email: z.string(),
  role,
  disabled: z.boolean(),
  createdAt: time,
  profile: routingProfile,
});
export type PersonRecord = z.infer<typeof personRecord>;

/** Made by the hub and shown this once: it keeps a hash only. */
const password = z.string();

/** A site as the browser writes it: scheme, host and port, nothing after them. */
export const siteOrigin = z.string().check(
  z.maxLength(300),
  z.refine((given) => {
    try {
      const { protocol, origin } = new URL(given);
      return /^https?:$/u.test(protocol) && origin === given;
    } catch {
      return false;
    }
  }),
);

/** One that was in force: of the plan, and of the handbook. */
const keptVersion = z.object({ version: z.int(), at: time, by: z.string() });

const orderChange = {
  settings: z.nullable(orderSettings),
  secret: z.optional(z.nullable(orderSecret)),
};

/** How many lines of the audit trail one answer has. */
export const auditPage = 1000;

/** A line of the audit trail as it is kept: its hash is over `prevHash` and the rest of it. */
const auditLine = z.object({
  number: z.int(),
  id: z.string(),
  at: z.number(),
  code: z.string(),
  event: z.string(),
  actorKind: z.string(),
  actorId: z.nullable(z.string()),
  address: z.string(),
  subject: z.nullable(z.string()),
  prevHash: z.string(),
  hash: z.string(),
});
export type AuditLine = z.infer<typeof auditLine>;
const auditHead = z.object({ number: z.int(), hash: z.string() });

/** How many lines one answer of `audit.list` has, and how many the hub looks at for it. */
export const auditListed: { readonly lines: number; readonly looks: number } = { lines: 100, looks: 20_000 };

/** A line for people: with the names, as they are now, of who did it and of whom it was about. */
const listedLine = z.extend(auditLine, {
  actorName: z.nullable(z.string()),
  subjectName: z.nullable(z.string()),
});
export type ListedLine = z.infer<typeof listedLine>;

/** Accounts on a device, or of a person wherever they were signed in. */
const whichDevices = z
  .strictObject({ device: z.optional(id), person: z.optional(id) })
  .check(z.refine(({ device, person }) => device !== undefined || person !== undefined));

/** How many one `devices.look` is about at most. */
export const devicesLooked = 100;

/** What every call answers that has nothing to say. */
const nothing = z.null();

const rebuildState = z.object({
  isRunning: z.boolean(),
  /** Entries looked at, and how many there are. */
  done: z.int(),
  of: z.int(),
  /** Conversations that it came to; null while it runs, and where nobody has asked since the hub began. */
  facts: z.nullable(z.int()),
  hasFailed: z.boolean(),
});
export type RebuildState = z.infer<typeof rebuildState>;

export const adminCalls = {
  'plan.read': { method: 'GET', path: '/plan', request: nothing, answer: keptPlan },
  /**
   * `version` is the one it was made from: when another is in force by now it is refused with `conflict`. A plan with
   * errors is refused with `bad_request` and the path of the first.
   */
  'plan.save': {
    method: 'PUT',
    path: '/plan',
    request: z.strictObject({ version, plan: routingPlan }),
    answer: keptPlan,
  },
  /** What would be wrong with it, the people who work here taken into account. */
  'plan.check': {
    method: 'POST',
    path: '/plan/check',
    request: z.strictObject({ plan: routingPlan }),
    answer: z.object({ problems: z.array(problem) }),
  },
  /** The latest versions, newest first. */
  'plan.history': {
    method: 'GET',
    path: '/plan/history',
    request: nothing,
    answer: z.object({ versions: z.array(keptVersion) }),
  },
  /** One that was in force: `not_found` when there was none of that number. */
  'plan.version': {
    method: 'POST',
    path: '/plan/version',
    request: z.strictObject({ version }),
    answer: keptPlan,
  },
  /** Puts the plan of version `to` in force again, as a new version after `version`. */
  'plan.restore': {
    method: 'POST',
    path: '/plan/restore',
    request: z.strictObject({ version, to: version }),
    answer: keptPlan,
  },
  /** What is wanted known of customers and done with a case. Version 0: nobody has written one yet. */
  'handbook.read': { method: 'GET', path: '/handbook', request: nothing, answer: keptHandbook },
  /** As `plan.save`; every connected desk is told at once. */
  'handbook.save': {
    method: 'PUT',
    path: '/handbook',
    request: z.strictObject({ version, handbook }),
    answer: keptHandbook,
  },
  'handbook.history': {
    method: 'GET',
    path: '/handbook/history',
    request: nothing,
    answer: z.object({ versions: z.array(keptVersion) }),
  },
  'handbook.version': {
    method: 'POST',
    path: '/handbook/version',
    request: z.strictObject({ version }),
    answer: keptHandbook,
  },
  'handbook.restore': {
    method: 'POST',
    path: '/handbook/restore',
    request: z.strictObject({ version, to: version }),
    answer: keptHandbook,
  },
  'people.list': {
    method: 'GET',
    path: '/people',
    request: nothing,
    answer: z.object({ people: z.array(personRecord) }),
  },
  /** `conflict` when somebody has that address already. */
  'people.create': {
    method: 'POST',
    path: '/people',
    request: z.strictObject({
      name: personName,
      email,
      role,
      /** Absent: the usual one. */
      profile: z.optional(routingProfile),
    }),
    answer: z.object({ person: personRecord, password }),
  },
  /** What is absent stays. `conflict` when nobody would be left who is an admin. */
  'people.change': {
    method: 'POST',
    path: '/people/change',
    request: z.strictObject({
      id,
      name: z.optional(personName),
      role: z.optional(role),
      profile: z.optional(routingProfile),
    }),
    answer: z.object({ person: personRecord }),
  },
  /** They are signed out everywhere and cannot sign in. `conflict` for the last admin. */
  'people.disable': {
    method: 'POST',
    path: '/people/disable',
    request: z.strictObject({ id }),
    answer: z.object({ person: personRecord }),
  },
  'people.enable': {
    method: 'POST',
    path: '/people/enable',
    request: z.strictObject({ id }),
    answer: z.object({ person: personRecord }),
  },
  /** A new password instead of theirs; they are signed out everywhere. */
  'people.password': {
    method: 'POST',
    path: '/people/password',
    request: z.strictObject({ id }),
    answer: z.object({ password }),
  },
  /** What the house rules of its desks (G2). */
  'policy.read': { method: 'GET', path: '/policy', request: nothing, answer: keptDeskPolicy },
  /** As `plan.save`; every connected desk is told at once. Rules without `desk` leave what desks are asked for as it is. */
  'policy.save': {
    method: 'PUT',
    path: '/policy',
    request: z.strictObject({ version, rules: givenHubRules }),
    answer: keptDeskPolicy,
  },
  'policy.history': {
    method: 'GET',
    path: '/policy/history',
    request: nothing,
    answer: z.object({ versions: z.array(keptVersion) }),
  },
  'policy.version': {
    method: 'POST',
    path: '/policy/version',
    request: z.strictObject({ version }),
    answer: keptDeskPolicy,
  },
  'policy.restore': {
    method: 'POST',
    path: '/policy/restore',
    request: z.strictObject({ version, to: version }),
    answer: keptDeskPolicy,
  },
  /** Which versions the desks run, the newest first: what `desk` of the rules would mean. */
  'policy.desks': {
    method: 'GET',
    path: '/policy/desks',
    request: nothing,
    answer: z.object({ desks: z.array(deskCount) }),
  },
  /** Accounts on devices, those seen last first. */
  'devices.list': {
    method: 'GET',
    path: '/devices',
    request: nothing,
    answer: z.object({ devices: z.array(deviceRecord) }),
  },
  /**
   * What is kept of accounts on a device, or of a person wherever they were signed in, goes at the device's next contact; their
   * sessions are over at once. `not_found` where nobody was ever signed in there.
   */
  'devices.wipe': {
    method: 'POST',
    path: '/devices/wipe',
    request: whichDevices,
    answer: z.object({ devices: z.array(deviceRecord) }),
  },
  /** How it is with these by now. */
  'devices.look': {
    method: 'POST',
    path: '/devices/look',
    request: z.strictObject({
      of: z.array(z.strictObject({ device: id, person: id })).check(z.maxLength(devicesLooked)),
    }),
    answer: z.object({ devices: z.array(deviceRecord) }),
  },
  /**
   * Takes an order back where the device has not been told of it: its sign-ins go on as if there had been none. `too_late` where
   * it was told, `not_found` where there is no order.
   */
  'devices.keep': {
    method: 'POST',
    path: '/devices/keep',
    request: whichDevices,
    answer: z.object({ devices: z.array(deviceRecord) }),
  },
  /** Where somebody is signed in, those seen last first; `not_found` where nobody has that id. */
  'sessions.list': {
    method: 'POST',
    path: '/sessions',
    request: z.strictObject({ person: id }),
    answer: z.object({ sessions: z.array(sessionRecord) }),
  },
  /**
   * Ends one of somebody's sign-ins, or all where none is named; their desks hear that an admin did. The one that asks is never among
   * them. `not_found` where there is none like that, or it is over by now.
   */
  'sessions.end': {
    method: 'POST',
    path: '/sessions/end',
    request: z.strictObject({ person: id, id: z.optional(id) }),
    answer: z.object({ ended: z.int() }),
  },
  /** Sites that may embed the widget. */
  'origins.list': {
    method: 'GET',
    path: '/origins',
    request: nothing,
    answer: z.object({ origins: z.array(z.object({ origin: z.string(), createdAt: time })) }),
  },
  'origins.allow': {
    method: 'POST',
    path: '/origins/allow',
    request: z.strictObject({ origin: siteOrigin }),
    answer: nothing,
  },
  'origins.withdraw': {
    method: 'POST',
    path: '/origins/withdraw',
    request: z.strictObject({ origin: siteOrigin }),
    answer: nothing,
  },
  /** Where orders are asked for; never the secret that goes along. */
  'orders.read': { method: 'GET', path: '/orders', request: nothing, answer: keptOrderSettings },
  /** An absent secret stays, unless the host is another: then it is to be given anew (`bad_request`, `secret`). */
  'orders.save': {
    method: 'PUT',
    path: '/orders',
    request: z.strictObject(orderChange),
    answer: keptOrderSettings,
  },
  /** Asks as desks would ask with that, for somebody; nothing is kept. */
  'orders.try': {
    method: 'POST',
    path: '/orders/try',
    request: z.strictObject({ ...orderChange, sample: orderSample }),
    answer: ordersAnswer,
  },
  /** Begins to make the facts of reports anew (E3), or says how far that is; nobody's message waits for it, reports do. */
  'reports.rebuild': {
    method: 'POST',
    path: '/reports/rebuild',
    request: z.strictObject({}),
    answer: rebuildState,
  },
  'reports.rebuilding': { method: 'GET', path: '/reports/rebuild', request: nothing, answer: rebuildState },
  /** What supervisors are told of (E5). Version 0: nobody has written any, and the usual ones are in force. */
  'watch.read': { method: 'GET', path: '/watch', request: nothing, answer: keptWatchRules },
  /** As `plan.save`. */
  'watch.save': {
    method: 'PUT',
    path: '/watch',
    request: z.strictObject({ version, rules: watchRules }),
    answer: keptWatchRules,
  },
  'watch.history': {
    method: 'GET',
    path: '/watch/history',
    request: nothing,
    answer: z.object({ versions: z.array(keptVersion) }),
  },
  'watch.version': {
    method: 'POST',
    path: '/watch/version',
    request: z.strictObject({ version }),
    answer: keptWatchRules,
  },
  'watch.restore': {
    method: 'POST',
    path: '/watch/restore',
    request: z.strictObject({ version, to: version }),
    answer: keptWatchRules,
  },
  /** How often that rule would have raised an alert, had it been in force (`domain/watch/trial.ts`); nothing is kept. */
  'watch.try': {
    method: 'POST',
    path: '/watch/try',
    request: z.strictObject({ rule: watchRule }),
    answer: trial,
  },
  /** Where alerts are sent, what that is signed with, and what came of the latest. */
  'hook.read': { method: 'GET', path: '/watch/hook', request: nothing, answer: keptHook },
  /** Null: nowhere any more. A secret is made with the first address; `newSecret` makes another. */
  'hook.save': {
    method: 'PUT',
    path: '/watch/hook',
    request: z.strictObject({ settings: z.nullable(hookSettings), newSecret: z.boolean() }),
    answer: keptHook,
  },
  /** Sends one of no alert, once, to what is kept. */
  'hook.try': { method: 'POST', path: '/watch/hook/try', request: z.strictObject({}), answer: hookOutcome },
  /** How one signs in to this house: the identity provider, and whether passwords count (decision 39). */
  'signIn.read': { method: 'GET', path: '/sign-in', request: nothing, answer: keptSignInRules },
  /** As `plan.save`. An absent secret stays, unless the provider is at another host (`bad_request`, `secret`). */
  'signIn.save': {
    method: 'PUT',
    path: '/sign-in',
    request: z.strictObject({
      version,
      rules: signInRules,
      secret: z.optional(z.nullable(clientSecret)),
    }),
    answer: keptSignInRules,
  },
  'signIn.history': {
    method: 'GET',
    path: '/sign-in/history',
    request: nothing,
    answer: z.object({ versions: z.array(keptVersion) }),
  },
  'signIn.version': {
    method: 'POST',
    path: '/sign-in/version',
    request: z.strictObject({ version }),
    answer: keptSignInRules,
  },
  /**
   * Asks that provider for its description, and whether it knows the client; nobody is signed in, and nothing is kept. Without a secret
   * the one that is kept is meant, where provider and client are those that it is kept for.
   */
  'signIn.try': {
    method: 'POST',
    path: '/sign-in/try',
    request: z.strictObject({ provider: signInProvider, secret: z.optional(z.nullable(clientSecret)) }),
    answer: providerTried,
  },
  /**
   * Lines of the audit trail in order of their numbers, those after `after`, `auditPage` at most; from `from` on and before
   * `to`, where these are given. `head` is the latest of all, as it was before the lines were read.
   */
  'audit.page': {
    method: 'POST',
    path: '/audit/page',
    request: z.strictObject({
      after: z.nullable(z.strictObject({ number: z.int(), id: z.string().check(z.maxLength(100)) })),
      from: z.nullable(time),
      to: z.nullable(time),
    }),
    answer: z.object({ workspace: id, head: auditHead, lines: z.array(auditLine) }),
  },
  /** Reports of crashes that desks have sent, the latest first; `unreadable`: so many more that this hub’s key does not open. */
  'crashes.list': {
    forOperator: true,
    method: 'GET',
    path: '/crashes',
    request: nothing,
    answer: z.object({ reports: z.array(crashRecord), unreadable: z.int() }),
  },
  /** The report itself, in base64: a piece of the memory of somebody’s desk. `file_broken` where the key does not open it. */
  'crashes.read': {
    forOperator: true,
    method: 'POST',
    path: '/crashes/read',
    request: z.strictObject({ id }),
    answer: z.object({ report: crashRecord, content: z.string() }),
  },
  'crashes.remove': {
    forOperator: true,
    method: 'POST',
    path: '/crashes/remove',
    request: z.strictObject({ id }),
    answer: nothing,
  },
  /** All that the hub keeps is about to be copied, by whoever can read its data folder: the command line does. Answers whose it is. */
  'backup.begin': {
    forOperator: true,
    method: 'POST',
    path: '/backup',
    request: z.strictObject({}),
    answer: z.object({ workspace: id, database: z.enum(['sqlite', 'postgres']) }),
  },
  /**
   * Lines of the audit trail, the latest first, before `before`. `next` asks for those further back, also where none of these
   * was looked for; null: there are none.
   */
  'audit.list': {
    method: 'POST',
    path: '/audit/list',
    request: z.strictObject({
      before: z.nullable(z.int()),
      /** By whom: somebody, or whoever is no person here. */
      who: z.nullable(z.union([id, z.enum(['operator', 'visitor', 'nobody'])])),
      kind: z.nullable(z.enum(auditFilters)),
      from: z.nullable(time),
      to: z.nullable(time),
    }),
    answer: z.object({ head: auditHead, lines: z.array(listedLine), next: z.nullable(z.int()) }),
  },
  /** The secret that the customer's site signs identities with; null: none was made, and nobody is known. */
  'identity.show': {
    method: 'GET',
    path: '/identity',
    request: nothing,
    answer: z.object({ secret: z.nullable(z.string()) }),
  },
  /** Makes another: what was signed with the one before is worth nothing from then on. */
  'identity.new': {
    method: 'POST',
    path: '/identity/new',
    request: z.strictObject({}),
    answer: z.object({ secret: z.string() }),
  },
} as const satisfies Readonly<Record<string, AdminCall>>;

export type AdminCall = {
  /** Not for admins: only for whoever can read the hub’s data folder. No desk has it. */
  readonly forOperator?: true;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** After `adminBase`. */
  readonly path: string;
  readonly request: z.ZodMiniType;
  readonly answer: z.ZodMiniType;
};

export type AdminCalls = typeof adminCalls;
export type AdminCallName = keyof AdminCalls;
/** Those that an admin’s desk may ask too. */
export type DeskAdminCallName = {
  [C in AdminCallName]: AdminCalls[C] extends { readonly forOperator: true } ? never : C;
}[AdminCallName];

export function isForOperator(name: AdminCallName): boolean {
  return 'forOperator' in adminCalls[name];
}
export type AdminRequest<C extends AdminCallName> = z.infer<AdminCalls[C]['request']>;
export type AdminAnswer<C extends AdminCallName> = z.infer<AdminCalls[C]['answer']>;
