import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { SignInProvider } from '#shared/protocol/sign-in.ts';
import { Check, TextInput } from '../form/inputs.tsx';
import { Row } from '../form/row.tsx';
import { editSignIn } from '../state/sign-in.ts';
import { useFieldName } from './words.ts';

type ProviderRowsProps = { readonly provider: SignInProvider };

export const changeProvider = (more: Partial<SignInProvider>): void =>
  editSignIn((draft) =>
    draft.provider === null ? draft : { ...draft, provider: { ...draft.provider, ...more } },
  );

/** Where the provider is, and what this hub is to it. */
export function ProviderRows({ provider }: ProviderRowsProps) {
  const { t } = useLingui();
  const fieldName = useFieldName();
  const lines: readonly {
    readonly key: 'name' | 'issuer' | 'clientId' | 'address' | 'groupsClaim';
    readonly hint?: string;
    readonly most: number;
    readonly like?: string;
  }[] = [
    { key: 'name', most: 60, hint: t`As the button says it: “Sign in with …”.`, like: 'Acme' },
    {
      ...{ key: 'issuer', most: 500, like: 'https://login.example.com' },
      hint: t`As the provider writes it, by https; http on the hub’s own machine only.`,
    },
    { key: 'clientId', most: 300 },
    {
      ...{ key: 'address', most: 300, like: 'https://desk.example.com' },
      hint: t`As browsers reach it, without a path: the provider sends people back there.`,
    },
  ];
  return (
    <>
      {lines.map(({ key, hint, most, like }) => (
        <Row key={key} label={fieldName(key)} path={`signIn.provider.${key}`} hint={hint}>
          {(ids) => (
            <TextInput
              {...ids}
              data-testid={`provider-${key}`}
              className="w-full"
              maxLength={most}
              placeholder={like}
              value={provider[key]}
              onChange={({ target }) =>
                changeProvider({ [key]: key === 'name' ? target.value : target.value.trim() })
              }
            />
          )}
        </Row>
      ))}
      <Scopes provider={provider} />
      <Row
        label={fieldName('trustsEmail')}
        hint={t`Only where people cannot choose their address there, as at Entra, which does not say that it is verified.`}
      >
        {(ids) => (
          <Check
            {...ids}
            label={t`Count without the provider’s saying that they are verified`}
            checked={provider.trustsEmail}
            onChange={({ target }) => changeProvider({ trustsEmail: target.checked })}
          />
        )}
      </Row>
    </>
  );
}

/** Written in one line, as providers' own pages have them. */
function Scopes({ provider }: ProviderRowsProps) {
  const { t } = useLingui();
  const fieldName = useFieldName();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Row
      label={fieldName('scopes')}
      path="signIn.provider.scopes"
      hint={t`Besides openid, with a space between them. Some providers need one for the groups.`}
    >
      {(ids) => (
        <TextInput
          {...ids}
          data-testid="provider-scopes"
          className="w-full"
          value={typed ?? provider.scopes.join(' ')}
          onChange={({ target }) => {
            setTyped(target.value);
            changeProvider({ scopes: target.value.split(/\s+/u).filter((scope) => scope !== '') });
          }}
          onBlur={() => setTyped(null)}
        />
      )}
    </Row>
  );
}
