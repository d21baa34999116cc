import { useLingui } from '@lingui/react/macro';
import type { RoutingProfile } from '#shared/domain/routing/profile.ts';
import { Check, TextInput } from '../form/inputs.tsx';
import { Part, Row } from '../form/row.tsx';
import { PictureRow } from './picture-row.tsx';

type ListedPartProps = {
  readonly name: string;
  readonly profile: RoutingProfile;
  readonly onChange: (change: Partial<RoutingProfile>) => void;
};

/** What customers are shown of them (B2). */
export function ListedPart({ name, profile, onChange }: ListedPartProps) {
  const { t } = useLingui();
  return (
    <Part title={t`What customers see`}>
      <Check
        label={t`Customers may choose them by name`}
        checked={profile.listed}
        onChange={(event) => onChange({ listed: event.target.checked })}
      />
      <Row label={t`Knows most of`} hint={t`A product or a subject, in a few words.`}>
        {(ids) => (
          <TextInput
            {...ids}
            value={profile.product ?? ''}
            maxLength={80}
            onChange={(event) => onChange({ product: event.target.value === '' ? null : event.target.value })}
          />
        )}
      </Row>
      <PictureRow name={name} picture={profile.picture} onChange={(picture) => onChange({ picture })} />
    </Part>
  );
}
