import { useLingui } from '@lingui/react/macro';
import { useId } from 'react';
import {
  type BothNames,
  type CustomField,
  type FieldKind,
  type Handbook,
  nameIn,
} from '#shared/domain/customer/handbook.ts';
import { Check, Radio, Select } from '../form/inputs.tsx';
import { Part, Row, Rows } from '../form/row.tsx';
import { TroubleLines } from '../form/trouble-lines.tsx';
import { codeFor } from '../model/codes.ts';
import { withAt, withoutAt } from '../model/lists.ts';
import { CodeRow } from '../parts/code-row.tsx';
import { Detail } from '../parts/detail.tsx';
import { NamesRows } from '../parts/names-rows.tsx';
import { RemoveButton } from '../parts/remove-button.tsx';
import { useTroublesAt } from '../parts/use-troubles.ts';
import { editHandbook, useHandbook } from '../state/handbook.ts';
import { choose } from '../state/view.ts';
import { useFieldKinds } from './kinds.ts';
import { OptionsInput } from './options-input.tsx';

type FieldFormProps = { readonly handbook: Handbook; readonly field: CustomField; readonly at: number };

export function FieldForm({ handbook, field, at }: FieldFormProps) {
  const { t, i18n } = useLingui();
  const name = useId();
  const kinds = useFieldKinds();
  const path = `fields.${at}`;
  const isFixed = useHandbook((s) => s.base?.handbook.fields.some(({ key }) => key === field.key) === true);
  const troubles = useTroublesAt(`${path}.required`);
  const others = withoutAt(handbook.fields, at).map(({ key }) => key);

  function put(next: CustomField): void {
    editHandbook((draft) => ({ ...draft, fields: withAt(draft.fields, at, next) }));
    if (next.key !== field.key) choose('fields', next.key);
  }
  /** The code follows the name until somebody gives another, or it is in force. */
  function call(label: BothNames): void {
    const follows = !isFixed && field.key === codeFor(field.label.en, 'field', others);
    put({ ...field, label, key: follows ? codeFor(label.en, 'field', others) : field.key });
  }
  function require(is: boolean): void {
    const { required: _, ...rest } = field;
    put(is ? { ...rest, required: true } : rest);
  }
  function remove(): void {
    editHandbook((draft) => ({ ...draft, fields: withoutAt(draft.fields, at) }));
    choose('fields', null);
  }

  const title = nameIn(field.label, i18n.locale) || field.key;
  return (
    <Detail
      title={title}
      actions={
        <RemoveButton
          name={title}
          warning={
            isFixed
              ? t`It is shown no more. What was written in it stays in the records, and is there again with a field of the same code.`
              : null
          }
          onRemove={remove}
        />
      }
    >
      <Part>
        <NamesRows path={`${path}.label`} testId="field-name" value={field.label} onChange={call} />
        <CodeRow
          path={`${path}.key`}
          testId="field-key"
          value={field.key}
          taken={others}
          isFixed={isFixed}
          onChange={(key) => put({ ...field, key })}
        />
      </Part>
      <Part>
        <Row
          label={t`Kind`}
          path={`${path}.kind`}
          hint={isFixed ? t`What is written already stays as it is until somebody changes it.` : undefined}
        >
          {(ids) => (
            <Select
              {...ids}
              data-testid="field-kind"
              className="w-full max-w-60"
              value={field.kind}
              onChange={({ target }) => {
                const kind = target.value as FieldKind;
                put({ ...field, kind, options: kind === 'choice' ? field.options : [] });
              }}
            >
              {(Object.keys(kinds) as FieldKind[]).map((kind) => (
                <option key={kind} value={kind}>
                  {kinds[kind]}
                </option>
              ))}
            </Select>
          )}
        </Row>
        {field.kind === 'choice' && (
          <Row label={t`Options`} path={`${path}.options`} hint={t`One a line, in this order.`}>
            {(ids) => (
              <OptionsInput
                {...ids}
                options={field.options}
                onChange={(options) => put({ ...field, options })}
              />
            )}
          </Row>
        )}
        <Rows label={t`Written by`}>
          <div>
            <Radio
              name={name}
              label={t`Agents`}
              checked={field.editable}
              onChange={() => put({ ...field, editable: true })}
            />
            <Radio
              name={name}
              label={t`Programs of the house`}
              text={t`People read it and cannot change it.`}
              checked={!field.editable}
              onChange={() => put({ ...field, editable: false })}
            />
          </div>
        </Rows>
        <Rows label={t`Required`} hint={t`While it is empty, the customer card and wrap-up say so.`}>
          <Check
            data-testid="field-required"
            label={t`Agents have to ask for it`}
            checked={field.required === true}
            onChange={(event) => require(event.target.checked)}
          />
          <TroubleLines troubles={troubles} />
        </Rows>
      </Part>
    </Detail>
  );
}
