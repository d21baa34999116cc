import { Trans, useLingui } from '@lingui/react/macro';
import { type CustomField, type Handbook, nameIn } from '#shared/domain/customer/handbook.ts';
import { newNames } from '#shared/domain/customer/new-names.ts';
import { Tag } from '../../../ui/tag.tsx';
import { codeFor } from '../model/codes.ts';
import { moved } from '../model/lists.ts';
import { HandbookPart } from '../parts/handbook-part.tsx';
import { TroubleMark } from '../parts/item.tsx';
import { OrderedItem } from '../parts/ordered-item.tsx';
import { Items, Nothing, Split } from '../parts/split.tsx';
import { useTroublesUnder, worstOf } from '../parts/use-troubles.ts';
import { editHandbook } from '../state/handbook.ts';
import { choose, useView } from '../state/view.ts';
import { FieldForm } from './field-form.tsx';
import { useFieldKinds } from './kinds.ts';

/** As many as a handbook may have. */
const most = 40;

/** What the house wants known of its customers besides the usual. */
export function Fields() {
  return <HandbookPart>{(draft) => <FieldsOf handbook={draft} />}</HandbookPart>;
}

function FieldsOf({ handbook }: { readonly handbook: Handbook }) {
  const { t } = useLingui();
  const { fields } = handbook;
  const id = useView((s) => s.chosen.fields);
  const chosen = fields.find(({ key }) => key === id) ?? fields[0] ?? null;
  const at = chosen === null ? -1 : fields.indexOf(chosen);

  function add(): void {
    const label = newNames.field;
    const key = codeFor(
      label.en,
      'field',
      fields.map((field) => field.key),
    );
    const field: CustomField = { key, label, kind: 'text', options: [], editable: true };
    editHandbook((draft) => ({ ...draft, fields: [...draft.fields, field] }));
    choose('fields', key);
  }

  return (
    <Split
      section="fields"
      count={fields.length}
      {...(fields.length < most && { onAdd: add })}
      filter={
        <p className="shrink-0 px-3 pb-2 text-1 text-ink-3">
          <Trans>On the customer card, after telephone, e-mail and company, in this order.</Trans>
        </p>
      }
      list={
        <Items label={t`Customer fields`}>
          {fields.map((field, i) => (
            <FieldItem
              key={field.key}
              field={field}
              at={i}
              last={fields.length - 1}
              isChosen={field === chosen}
            />
          ))}
        </Items>
      }
    >
      {chosen === null ? (
        <Nothing title={t`No fields of your own yet`}>
          <Trans>
            A field is what your house wants to know of its customers: their car, their size, their contract.
            Agents fill it in on the customer card.
          </Trans>
        </Nothing>
      ) : (
        <FieldForm key={at} handbook={handbook} field={chosen} at={at} />
      )}
    </Split>
  );
}

type FieldItemProps = {
  readonly field: CustomField;
  readonly at: number;
  readonly last: number;
  readonly isChosen: boolean;
};

function FieldItem({ field, at, last, isChosen }: FieldItemProps) {
  const { i18n, t } = useLingui();
  const kinds = useFieldKinds();
  return (
    <OrderedItem
      testId="field"
      title={nameIn(field.label, i18n.locale) || field.key}
      text={kinds[field.kind]}
      marks={
        <>
          {field.required && <Tag>{t`required`}</Tag>}
          {!field.editable && <Tag>{t`programs`}</Tag>}
          <TroubleMark severity={worstOf(useTroublesUnder(`fields.${at}`))} />
        </>
      }
      isChosen={isChosen}
      isFirst={at === 0}
      isLast={at === last}
      onChoose={() => choose('fields', field.key)}
      onMove={(step) => editHandbook((draft) => ({ ...draft, fields: moved(draft.fields, at, at + step) }))}
    />
  );
}
