import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import type { Page } from 'playwright-core';
import type { SignInProvider } from '#shared/protocol/sign-in.ts';

/** A real OpenID provider on this machine, with the pages of its own that one logs in at. */

/** What the provider says of somebody, by the name that they log in with. */
export type ProviderPeople = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export type TestProvider = {
  readonly issuer: string;
  readonly clientId: string;
  readonly secret: string;
  /** As an admin of the hub at that address would set it up. */
  readonly rules: (hub: string, change?: Partial<SignInProvider>) => SignInProvider;
  /** Nobody answers there any more. */
  readonly stop: () => Promise<void>;
};

export async function startProvider(people: ProviderPeople, hub: string): Promise<TestProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [clientId, secret] = ['yingke', 'a secret of the client'];
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: secret,
        redirect_uris: [`${hub}/sign-in/callback`],
        // A hub on this computer is tried out over http.
        application_type: 'native',
      },
    ],
    cookies: { keys: ['a key for tests'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
    scopes: ['openid', 'email', 'profile', 'groups'],
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...people[sub] }) }),
    pkce: { required: () => true },
    features: {
      rpInitiatedLogout: {
        enabled: true,
        // As providers do it: who comes with the token of whoever is logged in is asked nothing.
        logoutSource: async (ctx, form) => {
          const hint = ctx.oidc.entities.IdTokenHint;
          const isKnown = hint !== undefined && hint.payload.sub === ctx.oidc.session?.accountId;
          ctx.body = isKnown
            ? `<body>${form}<script>const form=document.forms[0];form.insertAdjacentHTML('beforeend','<input name=logout value=yes>');form.submit()</script>`
            : `<body>Who signs out?${form}<button type="submit" form="op.logoutForm" name="logout" value="yes">Yes</button>`;
        },
      },
    },
  });
  server.on('request', provider.callback());
  return {
    issuer,
    clientId,
    secret,
    rules: (address, change = {}) => ({
      name: 'Acme',
      issuer,
      clientId,
      address,
      scopes: ['email', 'profile', 'groups'],
      groupsClaim: 'groups',
      grants: [
        { group: 'service', role: 'agent', groups: [] },
        { group: 'leads', role: 'supervisor', groups: [] },
      ],
      trustsEmail: false,
      ...change,
    }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** On the provider's pages as they come: name, password, consent. Resolves when the browser is at `where`. */
export async function logIn(page: Page, login: string, where: RegExp): Promise<void> {
  await page.locator('input[name="login"]').fill(login);
  await page.locator('input[name="password"]').fill('any');
  await page.locator('button[type="submit"]').click();
  await consent(page, where);
}

/** What the provider asks whoever is logged in already. */
export async function consent(page: Page, where: RegExp): Promise<void> {
  await page.locator('input[name="prompt"][value="consent"]').waitFor({ state: 'attached' });
  await Promise.all([page.waitForURL(where), page.locator('button[type="submit"]').click()]);
}
