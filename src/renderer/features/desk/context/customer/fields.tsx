import { useLingui } from '@lingui/react/macro';
import { type CustomerChange, fits } from '#shared/domain/customer/change.ts';
import type { Customer, CustomValue } from '#shared/domain/customer/customer.ts';
import { type CustomField, nameIn } from '#shared/domain/customer/handbook.ts';
import { useCustomers } from '../../../../state/customers.ts';
import { Editable } from './editable.tsx';

type FieldsProps = { readonly conversationId: string; readonly customer: Customer };

/** How to reach them, and whatever else the house wants to know of its customers. */
export function Fields({ conversationId, customer }: FieldsProps) {
  const { i18n, t } = useLingui();
  const own = useCustomers((s) => s.handbook.fields);
  const plain = { conversationId, customer };
  return (
    <>
      <Editable
        {...plain}
        label={t`Phone`}
        value={customer.phone ?? ''}
        max={40}
        changeOf={(phone) => ({ phone })}
      />
      <Editable
        {...plain}
        label={t`Email`}
        value={customer.email ?? ''}
        max={254}
        changeOf={(email) => (email === '' || /^[^@\s]+@[^@\s]+$/u.test(email) ? { email } : null)}
      />
      <Editable
        {...plain}
        label={t`Company`}
        value={customer.company ?? ''}
        max={120}
        changeOf={(company) => ({ company })}
      />
      {own.map((field) => (
        <Editable
          key={field.key}
          {...plain}
          label={nameIn(field.label, i18n.locale)}
          value={textOf(customer.fields[field.key])}
          kind={field.kind}
          options={field.options}
          readOnly={!field.editable}
          isRequired={field.required === true}
          changeOf={(text) => changeOf(field, text)}
        />
      ))}
    </>
  );
}

function textOf(value: CustomValue | undefined): string {
  return value === undefined ? '' : String(value);
}

function changeOf(field: CustomField, text: string): CustomerChange | null {
  const value = text === '' ? null : field.kind === 'number' ? Number(text.replace(',', '.')) : text;
  return fits(field, value) ? { fields: { [field.key]: value } } : null;
}
