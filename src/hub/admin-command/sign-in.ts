import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import {
  type KeptSignInRules,
  type ProviderTried,
  signInPaths,
  signInProvider,
} from '#shared/protocol/sign-in.ts';
import { Complaint } from '../command-line.ts';
import type { Access } from './access.ts';
import { misuse } from './arguments.ts';
import { argument, type Command } from './command.ts';
import { clean } from './table.ts';

/** Sign-in by the company's provider (docs/sign-in.md). The client's secret is read from a file: a command line others can see. */
export const signInCommands: readonly Command[] = [
  {
    name: 'sign-in show',
    takes: [],
    flags: [],
    run: async ({ call }) => {
      const kept = await call('signIn.read', null);
      return { value: kept, text: rulesText(kept) };
    },
  },
  {
    name: 'sign-in set',
    takes: ['FILE'],
    flags: ['secret'],
    run: async ({ call }, given) => {
      const { version, rules } = await call('signIn.read', null);
      const provider = await providerIn(call, argument(given, 0));
      const secret = given.flags.secret;
      const saved = await call('signIn.save', {
        version,
        rules: { ...rules, provider },
        ...(secret !== undefined && { secret: (await contentOf(secret)).replace(/\r?\n$/u, '') }),
      });
      return { value: saved, text: rulesText(saved) };
    },
  },
  {
    name: 'sign-in passwords',
    takes: ['yes|no'],
    flags: [],
    run: async ({ call }, given) => {
      const said = argument(given, 0);
      if (said !== 'yes' && said !== 'no') throw misuse('“sign-in passwords” takes yes or no.');
      const { version, rules } = await call('signIn.read', null);
      const saved = await call('signIn.save', { version, rules: { ...rules, passwords: said === 'yes' } });
      return { value: saved, text: rulesText(saved) };
    },
  },
  {
    name: 'sign-in test',
    takes: [],
    flags: [],
    run: async ({ call }) => {
      const { provider } = (await call('signIn.read', null)).rules;
      if (provider === null)
        throw new Complaint('no_provider', 'There is no identity provider: “sign-in set”.');
      const tried = await call('signIn.try', { provider });
      return { value: tried, text: triedText(tried), failed: tried.fault !== null };
    },
  },
  {
    name: 'sign-in remove',
    takes: [],
    flags: [],
    run: async ({ call }) => {
      const { version } = await call('signIn.read', null);
      const saved = await call('signIn.save', { version, rules: { provider: null, passwords: true } });
      return {
        value: saved,
        text: 'There is no identity provider any more; its secret is gone. Passwords count.',
      };
    },
  },
];

const contentOf = (path: string): Promise<string> =>
  (path === '-' ? textOf(process.stdin) : readFile(path, 'utf8')).catch((error: unknown) => {
    throw new Complaint('no_file', `${path} cannot be read: ${(error as NodeJS.ErrnoException).code}.`);
  });

/** Groups of the plan may be written by their names: ids nobody knows by heart. */
async function providerIn(call: Access['call'], path: string) {
  let given: unknown;
  try {
    given = JSON.parse(await contentOf(path));
  } catch (error) {
    if (error instanceof Complaint) throw error;
    throw new Complaint('no_json', `${path} is no JSON.`);
  }
  const { groups } = (await call('plan.read', null)).plan;
  const idOf = new Map(groups.map(({ id, name }) => [name, id]));
  const named = (grant: unknown) => {
    if (typeof grant !== 'object' || grant === null || !('groups' in grant) || !Array.isArray(grant.groups))
      return grant;
    return { ...grant, groups: grant.groups.map((one: unknown) => idOf.get(String(one)) ?? one) };
  };
  const whole =
    typeof given === 'object' && given !== null && 'grants' in given && Array.isArray(given.grants)
      ? { ...given, grants: given.grants.map(named) }
      : given;
  const read = signInProvider.safeParse(whole);
  if (read.success) return read.data;
  const at = (read.error.issues[0]?.path ?? []).map(String).join('.');
  throw new Complaint(
    'bad_file',
    `${path} does not fit${at === '' ? '' : ` at ${at}`}: docs/sign-in.md has an example.`,
  );
}

function rulesText({ rules: { provider, passwords }, hasSecret, version, by }: KeptSignInRules): string {
  const words = `Passwords of this hub: ${passwords ? 'yes' : 'no'}`;
  if (provider === null) return `No identity provider.\n${words}`;
  return [
    `${clean(provider.name)}: ${provider.issuer}`,
    `Client: ${clean(provider.clientId)}, ${hasSecret ? 'with a secret' : 'without a secret'}`,
    `Redirect URI for the provider: ${provider.address}${signInPaths.callback}`,
    `Groups by the claim ${clean(provider.groupsClaim)}:`,
    ...provider.grants.map(({ group, role }) => `  ${clean(group)}: ${role}`),
    words,
    `Version ${version}, by ${clean(by)}`,
  ].join('\n');
}

const faults = {
  no_host: 'The hub finds no host of that name.',
  away: 'The provider does not answer.',
  certificate: 'The hub does not trust the provider’s certificate.',
  no_description: 'There is no description of a provider under that issuer.',
  not_a_provider: 'What answers there is no OpenID provider.',
  other_issuer: 'The provider calls itself something else: write the issuer exactly so.',
  no_code_flow: 'The provider does not offer the code flow.',
  no_pkce: 'The provider does not take PKCE with S256.',
  client_refused: 'The provider does not know this client, or not with this secret.',
} as const;

function triedText(tried: ProviderTried): string {
  const { fault, detail, issuer, endsSessions, takesPkce, unknownScopes, clientTaken } = tried;
  const more = [detail, issuer].filter((one) => one !== null).map(clean);
  if (fault !== null) return [faults[fault], ...more].join('\n');
  return [
    `${clean(issuer ?? '')} answers${endsSessions ? ', and has a page for signing out' : ''}.`,
    ...(takesPkce === null ? ['It does not say whether it takes PKCE; some that take it do not.'] : []),
    ...(unknownScopes.length === 0
      ? []
      : [`It does not list these scopes: ${unknownScopes.map(clean).join(' ')}`]),
    clientTaken
      ? 'It did not turn client and secret down. Whether people come in shows at the first sign-in.'
      : 'Whether client and secret are right shows at the first sign-in.',
  ].join('\n');
}
