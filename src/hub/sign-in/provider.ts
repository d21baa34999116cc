import * as oidc from 'openid-client';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { SignInProvider } from '#shared/protocol/sign-in.ts';
import { signInPaths } from '#shared/protocol/sign-in.ts';
import type { Log } from '../platform/log/index.ts';
import { discover, isAway } from './discover.ts';
import { isOf } from './hints.ts';
import { tryProvider } from './try-out.ts';

/** What a provider says of itself is asked again after so long. Milliseconds. */
const freshFor = 10 * 60_000;
const away = { code: 'unavailable', field: 'provider' } as const;

/** As the log may have it: what went wrong, and nothing that the provider wrote. */
export const faultOf = (error: unknown): string =>
  error instanceof oidc.AuthorizationResponseError || error instanceof oidc.ResponseBodyError
    ? `${error.code} ${error.error.slice(0, 60)}`
    : String((error as { code?: unknown }).code ?? (error as Error).name);

export type Provider = ReturnType<typeof createProvider>;

/** The company's provider, as the hub is its client. */
export function createProvider(parts: { readonly now: () => number; readonly log: Log }) {
  const { now, log } = parts;
  let known: { readonly key: string; readonly at: number; readonly config: oidc.Configuration } | null = null;

  const configOf = async (provider: SignInProvider, secret: string | null): Promise<oidc.Configuration> => {
    const key = JSON.stringify([provider.issuer, provider.clientId, secret]);
    if (known?.key === key && now() - known.at < freshFor) return known.config;
    try {
      const config = await discover(provider, secret);
      known = { key, at: now(), config };
      return config;
    } catch (error) {
      log.warn({ event: 'sign-in.discover', fault: faultOf(error) }, 'the identity provider was not reached');
      throw new RefusalError(away);
    }
  };

  return {
    /** Where the browser goes, and what its coming back is checked with. */
    begin: async (provider: SignInProvider, secret: string | null) => {
      const config = await configOf(provider, secret);
      const checks = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
      };
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: provider.address + signInPaths.callback,
        scope: [...new Set(['openid', ...provider.scopes])].join(' '),
        state: checks.state,
        nonce: checks.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(checks.verifier),
        code_challenge_method: 'S256',
      });
      return { ...checks, url: url.href };
    },
    /** The claims of whoever comes back: issuer, audience, end, nonce, state and signature are checked by the library. */
    claims: async (
      provider: SignInProvider,
      secret: string | null,
      /** What the provider has added to the address. */
      query: string,
      checks: { readonly state: string; readonly nonce: string; readonly verifier: string },
    ) => {
      const config = await configOf(provider, secret);
      try {
        const tokens = await oidc.authorizationCodeGrant(
          config,
          new URL(provider.address + signInPaths.callback + query),
          {
            expectedState: checks.state,
            expectedNonce: checks.nonce,
            pkceCodeVerifier: checks.verifier,
            idTokenExpected: true,
          },
        );
        const claims = tokens.claims();
        if (claims === undefined) throw new RefusalError('sign_in_failed');
        const isAll = claims.email !== undefined && claims[provider.groupsClaim] !== undefined;
        const idToken = tokens.id_token ?? null;
        if (isAll || config.serverMetadata().userinfo_endpoint === undefined) return { claims, idToken };
        // Many providers say groups and address there only. What is signed counts first.
        const told = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
        return { claims: { ...told, ...claims }, idToken };
      } catch (error) {
        if (error instanceof RefusalError) throw error;
        if (error instanceof oidc.AuthorizationResponseError && error.error === 'access_denied')
          throw new RefusalError({ code: 'sign_in_failed', field: 'cancelled' });
        log.warn(
          { event: 'sign-in.callback', fault: faultOf(error) },
          'the identity provider’s answer was not taken',
        );
        throw new RefusalError(isAway(error) ? away : 'sign_in_failed');
      }
    },
    /** Where one ends the session at the provider too, and whose, where that is known; null where it has no such page. */
    endSession: async (
      provider: SignInProvider,
      secret: string | null,
      hint: string | null,
    ): Promise<string | null> => {
      const config = await configOf(provider, secret);
      if (config.serverMetadata().end_session_endpoint === undefined) return null;
      const said = hint !== null && isOf(hint, provider) ? { id_token_hint: hint } : {};
      return oidc.buildEndSessionUrl(config, said).href;
    },
    tryOut: tryProvider,
  };
}
