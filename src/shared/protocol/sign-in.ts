import * as z from 'zod/mini';
import { computer } from './computer.ts';
import { id, time, version } from './fields.ts';
import { role } from './handshake.ts';

/** Sign-in by the company's identity provider (decision 39): what desk, browser and hub say to each other. */

export const signInPaths = {
  /** How one may sign in here; asked before anybody is known. */
  methods: '/api/desk/sign-in/methods',
  /** The code of the browser, and the verifier that only the desk has, for a session. */
  exchange: '/api/desk/sign-in/exchange',
  /** These three are for the system's browser. */
  start: '/sign-in/start',
  callback: '/sign-in/callback',
  out: '/sign-in/out',
} as const;

/** How long one may be in the browser, from the desk's click to its code. Milliseconds. */
export const browserTime = 5 * 60_000;
/** How long the hub's code is worth something. Milliseconds. */
export const codeTime = 60_000;
/** How long after signing out the provider can be told who that was. Milliseconds. */
export const leaveTime = 10 * 60_000;

/** 256 bits in base64url: a code, a verifier, or the SHA-256 of one. */
const bits = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));

export const signInMethods = z.object({
  password: z.boolean(),
  provider: z.nullable(z.object({ name: z.string() })),
});
export type SignInMethods = z.infer<typeof signInMethods>;

/** GET /sign-in/start: whose verifier a code will need, and the port of the desk's listener on 127.0.0.1. */
export const startQuery = z.strictObject({
  challenge: bits,
  port: z.string().check(z.regex(/^[1-9]\d{3,4}$/)),
});

/** POST /api/desk/sign-in/exchange */
export const exchangeRequest = z.strictObject({
  protocol: z.string().check(z.maxLength(12)),
  app: z.string().check(z.maxLength(60)),
  device: id,
  code: bits,
  verifier: bits,
  computer: z.optional(computer),
});
export type ExchangeRequest = z.infer<typeof exchangeRequest>;

/** GET /sign-in/out: with the code that signing out was answered with, the provider need not ask whom it is about. */
export const outQuery = z.strictObject({ code: z.optional(bits) });

/** What POST /api/desk/sign-out is answered with; null for who came in with a password, and by hubs from before this. */
export const signedOut = z.nullable(z.object({ leave: bits }));
export type SignedOut = z.infer<typeof signedOut>;

/** https, or http on this computer: for a provider or a hub that somebody tries out. */
const webAddress = z
  .string()
  .check(
    z.maxLength(500),
    z.regex(
      /^https:\/\/[^/?#@\s]+(\/[^?#\s]*)?$|^http:\/\/(localhost|127\.0\.0\.1)(:\d{1,5})?(\/[^?#\s]*)?$/,
    ),
  );
const line = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most));

/** Who is in this group of the provider works here in this role, and serves these groups of the plan besides. */
const granted = z.strictObject({ group: line(300), role, groups: z.array(id).check(z.maxLength(100)) });
export type Granted = z.infer<typeof granted>;

export const signInProvider = z.strictObject({
  /** As people call it: "Sign in with …". */
  name: line(60),
  issuer: webAddress,
  clientId: line(300),
  /** Origin of this hub as browsers reach it; the provider sends people back there. */
  address: z
    .string()
    .check(
      z.maxLength(300),
      z.regex(/^https:\/\/[^/?#@\s]+$|^http:\/\/(localhost|127\.0\.0\.1)(:\d{1,5})?$/),
    ),
  /** Asked for besides `openid`. */
  scopes: z.array(z.string().check(z.regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/))).check(z.maxLength(20)),
  groupsClaim: line(200),
  grants: z.array(granted).check(z.maxLength(200)),
  /** The provider's addresses count without its saying that they are verified: it keeps them itself, as Entra does. */
  trustsEmail: z.boolean(),
});
export type SignInProvider = z.infer<typeof signInProvider>;

export const signInRules = z.strictObject({
  provider: z.nullable(signInProvider),
  /** Whether one may sign in with a password of this hub. */
  passwords: z.boolean(),
});
export type SignInRules = z.infer<typeof signInRules>;

export const clientSecret = z.string().check(z.minLength(1), z.maxLength(2000));

export const keptSignInRules = z.object({
  version,
  at: time,
  by: z.string(),
  rules: signInRules,
  /** Never the secret itself. */
  hasSecret: z.boolean(),
});
export type KeptSignInRules = z.infer<typeof keptSignInRules>;

/** What can be wrong with a provider that is tried, from the network to what it says of itself. */
export const providerFaults = [
  /** Nobody knows a host of that name. */
  'no_host',
  /** Nobody answers there, or it has trouble of its own. */
  'away',
  /** The hub does not trust its certificate. */
  'certificate',
  /** There is no description: another status than 200. */
  'no_description',
  /** What is there is no description of a provider. */
  'not_a_provider',
  /** It calls itself something else: `issuer` says what. */
  'other_issuer',
  'no_code_flow',
  /** It says how it takes PKCE, and S256 is not among it. */
  'no_pkce',
  /** It does not know this client, or not with that secret. */
  'client_refused',
] as const;

/** What came of trying a provider. */
export const providerTried = z.object({
  /** Null: all is well. */
  fault: z.nullable(z.enum(providerFaults)),
  /** What programs call it: a status, a code of the network or the certificate. */
  detail: z.nullable(z.string()),
  /** What it calls itself. */
  issuer: z.nullable(z.string()),
  endsSessions: z.boolean(),
  /** Null: it does not say, as some that take it. */
  takesPkce: z.nullable(z.boolean()),
  /** Of the scopes that are asked for, those that it does not list; none where it lists none. */
  unknownScopes: z.array(z.string()),
  /** It was shown the client, and did not turn it down: some look at that last, so this is no proof. */
  clientTaken: z.boolean(),
});
export type ProviderTried = z.infer<typeof providerTried>;
