import { Trans, useLingui } from '@lingui/react/macro';
import { useId } from 'react';
import { type EntryFacts, targetOf } from '#shared/domain/routing/entry-rules.ts';
import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import type { Locale } from '#shared/protocol/fields.ts';
import { languageNames } from '../../../ui/languages.ts';
import { Select, TextArea, TextInput } from '../form/inputs.tsx';
import { attributesOf } from '../model/facts.ts';
import { useLengthText } from '../parts/words.ts';

/** As it is typed. */
export type Tried = {
  readonly page: string;
  readonly language: Locale;
  readonly customer: string;
  readonly fields: string;
};

export const noTry: Tried = { page: '', language: 'zh-CN', customer: '', fields: '' };

export function factsOf({ page, language, customer, fields }: Tried): EntryFacts {
  return {
    page: page.trim() === '' ? null : page,
    language,
    customer: attributesOf(customer),
    fields: attributesOf(fields),
  };
}

type TryOutProps = {
  readonly plan: RoutingPlan;
  readonly tried: Tried;
  readonly onChange: (tried: Tried) => void;
};

/** A conversation that might begin, and where the rules as they are here would send it. */
export function TryOut({ plan, tried, onChange }: TryOutProps) {
  const { t } = useLingui();
  const id = useId();
  const label = 'text-1 text-ink-2';
  return (
    <div className="grid max-w-170 grid-cols-[minmax(0,1fr)_150px] gap-x-3 gap-y-1 px-5 pb-3">
      <label htmlFor={`${id}-page`} className={label}>
        <Trans>Page address</Trans>
      </label>
      <label htmlFor={`${id}-language`} className={label}>
        <Trans>Language</Trans>
      </label>
      <TextInput
        id={`${id}-page`}
        type="url"
        data-testid="try-page"
        placeholder="https://…"
        value={tried.page}
        maxLength={2000}
        onChange={(event) => onChange({ ...tried, page: event.target.value })}
        className="w-full"
      />
      <Select
        id={`${id}-language`}
        value={tried.language}
        onChange={(event) => onChange({ ...tried, language: event.target.value as Locale })}
      >
        {Object.entries(languageNames).map(([locale, name]) => (
          <option key={locale} value={locale}>
            {name}
          </option>
        ))}
      </Select>
      <div className="col-span-2 grid grid-cols-2 gap-x-3 gap-y-1">
        <label htmlFor={`${id}-customer`} className={label}>
          <Trans>Customer attributes, one a line</Trans>
        </label>
        <label htmlFor={`${id}-fields`} className={label}>
          <Trans>Form fields, one a line</Trans>
        </label>
        <TextArea
          id={`${id}-customer`}
          rows={2}
          data-testid="try-customer"
          placeholder="value = vip"
          value={tried.customer}
          maxLength={1000}
          onChange={(event) => onChange({ ...tried, customer: event.target.value })}
          className="max-h-20 w-full"
        />
        <TextArea
          id={`${id}-fields`}
          rows={2}
          placeholder={t`subject = invoice`}
          value={tried.fields}
          maxLength={1000}
          onChange={(event) => onChange({ ...tried, fields: event.target.value })}
          className="max-h-20 w-full"
        />
      </div>
      <Result plan={plan} tried={tried} />
    </div>
  );
}

function Result({ plan, tried }: Pick<TryOutProps, 'plan' | 'tried'>) {
  const { t, i18n } = useLingui();
  const lengthText = useLengthText();
  const target = targetOf(plan, factsOf(tried));
  const group = plan.groups.find(({ id }) => id === target.group)?.name ?? t`Deleted`;
  const rule = plan.rules.find(({ id }) => id === target.rule)?.name;
  const needs = target.needs.skills.map(({ skill, level }) => {
    const name = plan.skills.find(({ id }) => id === skill)?.name ?? t`A skill that was deleted`;
    return t`${name} from ${level}`;
  });
  const skills = new Intl.ListFormat(i18n.locale, { type: 'conjunction' }).format(needs);
  const ahead = lengthText(target.priority * plan.settings.priorityStep);
  return (
    <div
      role="status"
      data-testid="try-result"
      className="col-span-2 mt-1.5 rounded-2 bg-accent-soft px-3 py-1.5 text-2"
    >
      <p className="foreign">
        {rule === undefined ? (
          <Trans>
            No rule fits: it goes to <b className="font-bold">{group}</b>.
          </Trans>
        ) : (
          <Trans>
            “{rule}” fits: it goes to <b className="font-bold">{group}</b>.
          </Trans>
        )}{' '}
        {needs.length > 0 && t`Needs ${skills}.`}
      </p>
      {target.priority > 0 && (
        <p className="text-1 text-ink-2">
          {t`Priority ${target.priority}: in front of who has waited less than ${ahead}.`}
        </p>
      )}
    </div>
  );
}
