import { useLingui } from '@lingui/react/macro';
import type { FieldKind } from '#shared/domain/customer/handbook.ts';

export function useFieldKinds(): Readonly<Record<FieldKind, string>> {
  const { t } = useLingui();
  return {
    text: t({ message: 'Text', context: 'kind of field' }),
    number: t({ message: 'Number', context: 'kind of field' }),
    date: t({ message: 'Date', context: 'kind of field' }),
    choice: t({ message: 'Choice', context: 'kind of field' }),
  };
}
