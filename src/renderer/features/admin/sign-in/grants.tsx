import { Trans, useLingui } from '@lingui/react/macro';
import { Plus, Trash2 } from 'lucide-react';
import type { Role } from '#shared/protocol/handshake.ts';
import type { Granted, SignInProvider } from '#shared/protocol/sign-in.ts';
import { Button } from '../../../ui/button.tsx';
import { Check, Select, TextInput } from '../form/inputs.tsx';
import { Row } from '../form/row.tsx';
import { TroubleLines } from '../form/trouble-lines.tsx';
import { useTroublesAt, useTroublesUnder } from '../parts/use-troubles.ts';
import { useRoleNames } from '../parts/words.ts';
import { usePlan } from '../state/plan.ts';
import { changeProvider } from './provider-rows.tsx';
import { useFieldName } from './words.ts';

const roles = ['agent', 'supervisor', 'admin'] as const satisfies readonly Role[];

/** Which groups of the provider may work here, as what, and which groups of the plan they serve. */
export function Grants({ provider }: { readonly provider: SignInProvider }) {
  const { t } = useLingui();
  const fieldName = useFieldName();
  const troubles = useTroublesAt('signIn.provider.grants');
  const { grants } = provider;
  const put = (next: readonly Granted[]) => changeProvider({ grants: [...next] });
  return (
    <>
      <p className="pb-2 text-2 text-ink-2">
        <Trans>
          Who is in none of these groups is not let in. Of several groups the highest role counts. It is
          looked at with each sign-in; it counts for people who were here before, too.
        </Trans>
      </p>
      <Row
        label={fieldName('groupsClaim')}
        path="signIn.provider.groupsClaim"
        hint={t`Where the provider says the groups; a way into it is written with dots, as realm_access.roles.`}
      >
        {(ids) => (
          <TextInput
            {...ids}
            data-testid="provider-groupsClaim"
            maxLength={200}
            value={provider.groupsClaim}
            onChange={({ target }) => changeProvider({ groupsClaim: target.value.trim() })}
          />
        )}
      </Row>
      <ul className="grid gap-2 py-1">
        {grants.map((grant, at) => (
          <GrantRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a group that is being typed is no key
            key={at}
            at={at}
            grant={grant}
            onChange={(next) => put(grants.map((one, n) => (n === at ? next : one)))}
            onRemove={() => put(grants.filter((_, n) => n !== at))}
          />
        ))}
      </ul>
      <TroubleLines troubles={troubles} />
      <Button
        className="mt-1"
        data-testid="grant-add"
        disabled={grants.length >= 200}
        onClick={() => put([...grants, { group: '', role: 'agent', groups: [] }])}
      >
        <Plus size={14} aria-hidden="true" />
        <Trans>Add a group</Trans>
      </Button>
    </>
  );
}

type GrantRowProps = {
  readonly at: number;
  readonly grant: Granted;
  readonly onChange: (grant: Granted) => void;
  readonly onRemove: () => void;
};

function GrantRow({ at, grant, onChange, onRemove }: GrantRowProps) {
  const { t } = useLingui();
  const roleNames = useRoleNames();
  const troubles = useTroublesUnder(`signIn.provider.grants.${at}`);
  const plan = usePlan((s) => s.base?.plan ?? null);
  const n = at + 1;
  const unknown = grant.groups.filter((id) => !plan?.groups.some((group) => group.id === id));
  const set = (id: string, is: boolean) =>
    onChange({
      ...grant,
      groups: is ? [...grant.groups, id] : grant.groups.filter((one) => one !== id),
    });
  return (
    <li className="rounded-3 border border-line bg-panel px-3 py-2" data-testid="grant">
      <div className="flex flex-wrap items-center gap-2">
        <TextInput
          aria-label={t`Group ${n} of the provider`}
          aria-invalid={troubles.some(({ severity }) => severity === 'error')}
          aria-describedby={troubles.length > 0 ? `grant-${at}-trouble` : undefined}
          data-testid="grant-group"
          className="min-w-40 flex-1"
          maxLength={300}
          placeholder={t`Group, or its id`}
          value={grant.group}
          onChange={({ target }) => onChange({ ...grant, group: target.value })}
        />
        <Select
          aria-label={t`Group ${n}: role here`}
          data-testid="grant-role"
          value={grant.role}
          onChange={({ target }) =>
            onChange({ ...grant, role: roles.find((role) => role === target.value) ?? 'agent' })
          }
        >
          {roles.map((role) => (
            <option key={role} value={role}>
              {roleNames[role]}
            </option>
          ))}
        </Select>
        <Button look="icon" aria-label={t`Remove group ${n}`} onClick={onRemove}>
          <Trash2 size={14} aria-hidden="true" />
        </Button>
      </div>
      {(plan !== null || unknown.length > 0) && (
        <fieldset className="flex flex-wrap items-center gap-x-4">
          <legend className="sr-only">{t`Group ${n}: groups of the plan`}</legend>
          <span aria-hidden="true" className="text-1 text-ink-3">
            {t`Serves`}
          </span>
          {plan?.groups.map(({ id, name }) => (
            <Check
              key={id}
              label={name}
              checked={grant.groups.includes(id)}
              onChange={({ target }) => set(id, target.checked)}
            />
          ))}
          {unknown.map((id) => (
            <Check key={id} label={t`A group that was deleted`} checked onChange={() => set(id, false)} />
          ))}
          {grant.groups.length === 0 && (
            <span className="text-1 text-ink-3">{t`None chosen: as it is set under People.`}</span>
          )}
        </fieldset>
      )}
      <TroubleLines id={`grant-${at}-trouble`} troubles={troubles} />
    </li>
  );
}
