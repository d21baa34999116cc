import * as z from 'zod/mini';
import { authorityFaults } from '../domain/network/authority.ts';
import { proxyModes, proxyServerPattern, scriptPattern } from '../domain/network/choice.ts';
import { certificateFaults } from '../domain/network/fault.ts';
import { sources } from '../domain/policy/effective.ts';
import { time } from '../protocol/fields.ts';

const proxy = z.string().check(z.maxLength(320));

/** Why a host is not reached; `WayFault` of the domain. */
export const wayFault = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('proxy-away'), proxy }),
  z.strictObject({ kind: z.literal('proxy-password'), proxy, refused: z.boolean() }),
  z.strictObject({ kind: z.literal('proxy-sign-in'), proxy, ways: z.string() }),
  z.strictObject({ kind: z.literal('proxy-refuses'), proxy, status: z.int() }),
  z.strictObject({ kind: z.literal('script') }),
  z.strictObject({
    kind: z.literal('certificate'),
    why: z.enum(certificateFaults),
    host: z.string(),
    subject: z.nullable(z.string()),
    issuer: z.nullable(z.string()),
    fingerprint: z.nullable(z.string()),
  }),
]);

/** Hosts that are not reached, and are known why. `keeps`: a proxy's password outlives this program. */
export const networkState = z.strictObject({
  faults: z.array(z.strictObject({ origin: z.string(), fault: wayFault })),
  keeps: z.boolean(),
});
export type NetworkState = z.infer<typeof networkState>;

const choice = z.strictObject({
  mode: z.enum(proxyModes),
  server: z.union([z.literal(''), z.string().check(z.maxLength(300), z.regex(proxyServerPattern))]),
  pac: z.union([z.literal(''), z.string().check(z.maxLength(500), z.regex(scriptPattern))]),
  bypass: z.array(z.string().check(z.maxLength(200), z.regex(/^[^\s;,]+$/))).check(z.maxLength(100)),
});

const authority = z.strictObject({ name: z.string(), until: time, fingerprint: z.string() });

/** How this desk gets out, for the page of it. */
export const networkReport = z.strictObject({
  choice,
  /** Who said the mode, and what of it is missing: then it is as the system has it. */
  source: z.enum(sources),
  lacks: z.nullable(z.enum(['ProxyServer', 'ProxyPacUrl'])),
  /** By what each host was reached last: a proxy's name, `direct`; null: not reached. */
  ways: z.array(z.strictObject({ origin: z.string(), by: z.nullable(z.string()) })),
  passwords: z.array(z.strictObject({ proxy, user: z.string(), kept: z.boolean() })),
  authorities: z.strictObject({
    own: z.array(authority),
    /** Whether they are the person's own; else the organisation added them. */
    mine: z.boolean(),
    ignored: z.int(),
    system: z.nullable(z.int()),
  }),
});
export type NetworkReport = z.infer<typeof networkReport>;

/** One step on the way to the hub, and what became of it. */
export const networkStep = z.strictObject({
  step: z.enum(['way', 'hub', 'live']),
  ok: z.boolean(),
  /** Milliseconds. */
  took: z.int(),
  /** Names of ways, an HTTP status, a code. */
  detail: z.nullable(z.string()),
  fault: z.nullable(wayFault),
});
export type NetworkStep = z.infer<typeof networkStep>;

export const networkCalls = {
  'network.now': { input: z.strictObject({}), answer: networkState },
  'network.report': { input: z.strictObject({}), answer: networkReport },
  /** What an organisation has settled is refused with `managed`. All connections are made anew. */
  'network.choose': { input: choice, answer: networkReport },
  /**
   * What that proxy is told from now on, and no other. It is tried first, once, on the way to `origin`: only what the proxy has taken
   * is kept, and only then all connections are tried again. The answer has its fault in it where it was not taken. Refused with
   * `unavailable` where nobody knows, for the proxy did not get so far.
   */
  'network.password': {
    input: z.strictObject({
      proxy,
      origin: z.string().check(z.maxLength(300), z.regex(/^https?:\/\/[^\s/?#@]+$/)),
      user: z.string().check(z.minLength(1), z.maxLength(200), z.regex(/^[^:\p{Cc}]+$/u)),
      password: z.string().check(z.maxLength(500), z.regex(/^[^\p{Cc}]*$/u)),
      /** In the system's keychain, where there is one. Else it is for this run. */
      keep: z.boolean(),
    }),
    answer: networkState,
  },
  /**
   * The person chooses a file of certificates; it is read, shown and held, and nothing is trusted yet. Null: they thought better of
   * it. Refused with `managed` where the organisation has settled whom this desk trusts.
   */
  'network.pickAuthority': {
    input: z.strictObject({}),
    answer: z.nullable(
      z.union([
        z.strictObject({ id: z.string(), certificates: z.array(authority) }),
        z.strictObject({ why: z.enum(authorityFaults) }),
      ]),
    ),
  },
  /** What was shown under that id, and nothing else, is trusted from now on; all connections are made anew. */
  'network.addAuthority': {
    input: z.strictObject({ id: z.string().check(z.maxLength(40)) }),
    answer: networkReport,
  },
  /** Of the person's own: the file that it came with goes as a whole. */
  'network.removeAuthority': {
    input: z.strictObject({ fingerprint: z.string().check(z.maxLength(100)) }),
    answer: networkReport,
  },
  'network.forget': { input: z.strictObject({ proxy }), answer: networkReport },
  /** Tries the way to the hub of this account, or where it has none to what was not reached; step by step, none where nothing is known. */
  'network.test': { input: z.strictObject({}), answer: z.array(networkStep) },
} as const;

export const networkNews = { 'network.changed': networkState } as const;
