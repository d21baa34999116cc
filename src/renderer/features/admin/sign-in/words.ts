import { useLingui } from '@lingui/react/macro';
import type { ProviderTried } from '#shared/protocol/sign-in.ts';
import type { SignInField } from '../model/sign-in.ts';

export function useFieldName(): (field: SignInField) => string {
  const { t } = useLingui();
  const names: Readonly<Record<SignInField, string>> = {
    provider: t`Identity provider`,
    passwords: t`Passwords of this hub`,
    name: t`What people call it`,
    issuer: t`Issuer`,
    clientId: t`Client id`,
    address: t`Address of this hub`,
    scopes: t`Scopes`,
    groupsClaim: t`Claim with the groups`,
    grants: t`Groups and roles`,
    trustsEmail: t`E-mail addresses`,
  };
  return (field) => names[field];
}

/** What is wrong with a provider that was tried, and what to do about it. */
export function useFaultText(): (tried: ProviderTried) => string | null {
  const { t } = useLingui();
  return ({ fault, detail, issuer }) => {
    const [code, name] = [detail ?? '', issuer ?? ''];
    switch (fault) {
      case null:
        return null;
      case 'no_host':
        return t`The hub finds no host of that name. Is the issuer spelt right, and does the hub’s machine resolve it?`;
      case 'away':
        if (detail === null)
          return t`Nobody answers there. The hub has to reach the provider by HTTPS: look at the firewall between them.`;
        return t`Nobody answers there (${code}). The hub has to reach the provider by HTTPS: look at the firewall between them.`;
      case 'certificate':
        return t`The hub does not trust the provider’s certificate (${code}). If it is of your own authority, start the hub with NODE_EXTRA_CA_CERTS.`;
      case 'no_description':
        return t`There is no description under that issuer (status ${code}). At many providers the issuer has a path: a tenant, a realm.`;
      case 'not_a_provider':
        return t`What answers there is no OpenID provider.`;
      case 'other_issuer':
        return t`The provider calls itself ${name}. The issuer has to be written exactly so, to the last slash.`;
      case 'no_code_flow':
        return t`The provider does not offer the code flow, which this sign-in needs.`;
      case 'no_pkce':
        return t`The provider does not take PKCE with S256, which this sign-in needs.`;
      case 'client_refused':
        return t`The provider does not know this client, or not with this secret.`;
    }
  };
}
