import * as oidc from 'openid-client';
import type { SignInProvider } from '#shared/protocol/sign-in.ts';

/** Seconds that it may take for an answer. */
const patience = 8;

const isHere = (address: string): boolean => /^(localhost|127\.0\.0\.1)$/u.test(new URL(address).hostname);

/** Discovers it. Signatures of what it says are checked, also of what came over TLS from itself. */
export async function discover(provider: SignInProvider, secret: string | null): Promise<oidc.Configuration> {
  const execute = [oidc.enableNonRepudiationChecks];
  if (provider.issuer.startsWith('http:') && isHere(provider.issuer))
    execute.push(oidc.allowInsecureRequests);
  return oidc.discovery(
    new URL(provider.issuer),
    provider.clientId,
    undefined,
    secret === null ? oidc.None() : oidc.ClientSecretBasic(secret),
    { execute, timeout: patience },
  );
}

/** Whether the network, or the provider's own trouble, was why: trying again may help. */
export function isAway(error: unknown): boolean {
  if (error instanceof oidc.ResponseBodyError) return error.status >= 500;
  if (error instanceof oidc.ClientError) {
    if (error.code === 'OAUTH_TIMEOUT' || error.code === 'OAUTH_ABORT') return true;
    const { cause } = error;
    return cause instanceof Response ? cause.status >= 500 : cause instanceof TypeError && 'cause' in cause;
  }
  // What fetch rejects with where nobody answers.
  return error instanceof TypeError && error.cause !== undefined;
}
