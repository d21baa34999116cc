import { useLingui } from '@lingui/react/macro';
import type { BothNames } from '#shared/domain/customer/handbook.ts';
import { TextInput } from '../form/inputs.tsx';
import { Row } from '../form/row.tsx';

type NamesRowsProps = {
  /** Of the names in the handbook, "fields.0.label". */
  readonly path: string;
  readonly testId: string;
  readonly value: BothNames;
  readonly onChange: (names: BothNames) => void;
};

/** What something is called: a desk shows the name of its own language. */
export function NamesRows({ path, testId, value, onChange }: NamesRowsProps) {
  const { t } = useLingui();
  const labels = { zh: t`Name in Chinese`, en: t`Name in English` } as const;
  return (['zh', 'en'] as const).map((language) => (
    <Row key={language} label={labels[language]} path={`${path}.${language}`}>
      {(ids) => (
        <TextInput
          {...ids}
          data-testid={`${testId}-${language}`}
          lang={language}
          value={value[language]}
          maxLength={60}
          onChange={(event) => onChange({ ...value, [language]: event.target.value })}
        />
      )}
    </Row>
  ));
}
