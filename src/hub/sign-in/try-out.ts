import * as oidc from 'openid-client';
import type { ProviderTried, SignInProvider } from '#shared/protocol/sign-in.ts';
import { signInPaths } from '#shared/protocol/sign-in.ts';
import { discover, isAway } from './discover.ts';

type Fault = NonNullable<ProviderTried['fault']>;
type Metadata = ReturnType<oidc.Configuration['serverMetadata']>;

const nothing: ProviderTried = {
  ...{ fault: null, detail: null, issuer: null, endsSessions: false, takesPkce: null },
  ...{ unknownScopes: [], clientTaken: false },
};

/** What that provider is, and what is wrong with it, for whoever sets it up; nobody is signed in. */
export async function tryProvider(provider: SignInProvider, secret: string | null): Promise<ProviderTried> {
  try {
    const config = await discover(provider, secret);
    const said = saidBy(config.serverMetadata(), provider.scopes);
    if (said.fault !== null) return said;
    return { ...said, ...(await askForClient(config, provider)) };
  } catch (error) {
    return { ...nothing, ...wrongWith(error) };
  }
}

function saidBy(found: Metadata, scopes: readonly string[]): ProviderTried {
  const flows = found.response_types_supported;
  const methods = found.code_challenge_methods_supported;
  const takesPkce = methods === undefined ? null : methods.includes('S256');
  const known = found.scopes_supported;
  return {
    ...nothing,
    fault:
      flows !== undefined && !flows.includes('code')
        ? 'no_code_flow'
        : takesPkce === false
          ? 'no_pkce'
          : null,
    issuer: short(found.issuer),
    endsSessions: found.end_session_endpoint !== undefined,
    takesPkce,
    unknownScopes: known === undefined ? [] : scopes.filter((scope) => !known.includes(scope)),
  };
}

/**
 * Shows the client with a code that is none: a provider that does not know it says so before it looks at the code. One that looks at
 * the code first says nothing of the client, so this finds a wrong secret and proves no right one.
 */
async function askForClient(
  config: oidc.Configuration,
  provider: SignInProvider,
): Promise<Pick<ProviderTried, 'fault' | 'detail' | 'clientTaken'>> {
  if (config.serverMetadata().token_endpoint === undefined)
    return { fault: 'not_a_provider', detail: 'token_endpoint', clientTaken: false };
  try {
    await oidc.genericGrantRequest(config, 'authorization_code', {
      code: oidc.randomState(),
      redirect_uri: provider.address + signInPaths.callback,
      code_verifier: oidc.randomPKCECodeVerifier(),
    });
  } catch (error) {
    if (error instanceof oidc.WWWAuthenticateChallengeError)
      return { fault: 'client_refused', detail: String(error.status), clientTaken: false };
    if (error instanceof oidc.ResponseBodyError) {
      const isRefused = error.error === 'invalid_client' || error.error === 'unauthorized_client';
      if (isRefused) return { fault: 'client_refused', detail: error.error, clientTaken: false };
      return { fault: null, detail: null, clientTaken: error.error === 'invalid_grant' };
    }
    return { ...wrongWith(error), clientTaken: false };
  }
  return { fault: null, detail: null, clientTaken: false };
}

/** Codes by which the runtime says that it does not trust what it was shown. */
const ofCertificate =
  /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH)/u;

function wrongWith(error: unknown): Pick<ProviderTried, 'fault' | 'detail' | 'issuer'> {
  const fault = (is: Fault, detail: string | null, issuer: string | null = null) => ({
    ...{ fault: is, detail, issuer },
  });
  if (error instanceof oidc.ClientError) {
    const { code, cause } = error;
    if (cause instanceof Response)
      return cause.status >= 500
        ? fault('away', String(cause.status))
        : fault(cause.status === 200 ? 'not_a_provider' : 'no_description', String(cause.status));
    if (code === 'OAUTH_TIMEOUT' || code === 'OAUTH_ABORT') return fault('away', code);
    const { body, attribute } = (cause ?? {}) as { body?: { issuer?: unknown }; attribute?: unknown };
    if (attribute === 'issuer' && typeof body?.issuer === 'string')
      return fault('other_issuer', null, short(body.issuer));
    if (!isAway(error)) return fault('not_a_provider', code ?? null);
  }
  const code = networkCode(error);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return fault('no_host', code);
  if (code !== null && ofCertificate.test(code)) return fault('certificate', code);
  return isAway(error) ? fault('away', code) : fault('not_a_provider', code);
}

/** The innermost code, as the network or the certificate's check has it; null where there is none that looks like one. */
function networkCode(error: unknown): string | null {
  let found: string | null = null;
  for (let at = error, deep = 0; at instanceof Error && deep < 5; at = at.cause, deep += 1) {
    const { code } = at as { readonly code?: unknown };
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/u.test(code)) found = code;
  }
  return found;
}

const short = (text: string): string => text.slice(0, 300);
