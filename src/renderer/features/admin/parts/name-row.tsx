import { useLingui } from '@lingui/react/macro';
import { TextInput } from '../form/inputs.tsx';
import { Row } from '../form/row.tsx';

type NameRowProps = {
  /** Of the thing in the plan, "groups.0". */
  readonly path: string;
  readonly testId: string;
  readonly value: string;
  readonly onChange: (name: string) => void;
};

/** What a group, a skill, a rule or hours are called. */
export function NameRow({ path, testId, value, onChange }: NameRowProps) {
  const { t } = useLingui();
  return (
    <Row label={t({ message: 'Name', context: 'of a thing' })} path={`${path}.name`}>
      {(ids) => (
        <TextInput
          {...ids}
          data-testid={testId}
          value={value}
          maxLength={80}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Row>
  );
}
