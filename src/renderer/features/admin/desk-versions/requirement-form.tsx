import { Trans, useLingui } from '@lingui/react/macro';
import { useId } from 'react';
import type { DeskCount } from '#shared/domain/update/desks-here.ts';
import type { DeskRequirement } from '#shared/domain/update/required.ts';
import { Button } from '../../../ui/button.tsx';
import { fullText } from '../../../ui/time.ts';
import { Check, TextInput } from '../form/inputs.tsx';
import { NumberInput } from '../form/number-input.tsx';
import { Row } from '../form/row.tsx';
import { units } from '../model/lengths.ts';
import { requiring } from '../model/policy.ts';
import { editPolicy } from '../state/policy.ts';

const { day } = units;
/** As the command line has it. */
const usualDays = 14;

type RequirementFormProps = {
  readonly required: DeskRequirement | null;
  /** To choose from: what desks run anyway. */
  readonly versions: readonly DeskCount[];
  readonly now: number;
};

const put = (required: DeskRequirement | null) => editPolicy((draft) => requiring(draft, required));

/** The version that is asked for, until when, and below which nobody is let in. */
export function RequirementForm({ required, versions, now }: RequirementFormProps) {
  const { t, i18n } = useLingui();
  const list = useId();
  if (required === null)
    return (
      <div className="grid justify-items-start gap-2 text-2 text-ink-2">
        <p>
          <Trans>Nothing: desks of every version that speaks the hub’s protocol work here.</Trans>
        </p>
        <Button
          data-testid="require-begin"
          onClick={() =>
            put({ minimum: versions[0]?.version ?? '', until: now + usualDays * day, refused: null })
          }
        >
          <Trans>Ask for a version…</Trans>
        </Button>
      </div>
    );
  const { minimum, until, refused } = required;
  const change = (more: Partial<DeskRequirement>) => put({ ...required, ...more });
  const days = Math.max(0, Math.ceil((until - now) / day));
  const date = fullText(until, i18n.locale);
  return (
    <>
      <datalist id={list}>
        {versions
          .filter(({ version }) => version !== '')
          .map(({ version }) => (
            <option key={version} value={version} />
          ))}
      </datalist>
      <Row
        label={t`Version`}
        path="deskVersions.minimum"
        hint={t`Three numbers, as 1.2.0. Older desks are asked to update.`}
      >
        {(ids) => (
          <TextInput
            {...ids}
            list={list}
            data-testid="require-minimum"
            className="w-32"
            maxLength={60}
            value={minimum}
            onChange={({ target }) => change({ minimum: target.value.trim() })}
          />
        )}
      </Row>
      <Row
        label={t`Days left`}
        path="deskVersions.until"
        hint={
          until > now ? (
            <Trans>
              Until {date}. After that older desks finish what they have and are given nothing new.
            </Trans>
          ) : (
            <Trans>
              Over since {date}: older desks finish what they have and are given nothing new. Other days count
              from now.
            </Trans>
          )
        }
      >
        {(ids) => (
          <NumberInput
            {...ids}
            value={days}
            min={0}
            max={365}
            onChange={(next) => change({ until: now + next * day })}
          />
        )}
      </Row>
      <Row
        label={t`Refuse`}
        path="deskVersions.refused"
        hint={t`They are not let in at all, in the middle of a shift too: only where they could do harm.`}
      >
        {(ids) => (
          <span className="flex flex-wrap items-center gap-3">
            <Check
              label={t`Desks that are older still`}
              data-testid="require-refuse"
              checked={refused !== null}
              onChange={({ target }) => change({ refused: target.checked ? minimum : null })}
            />
            {refused !== null && (
              <span className="flex items-center gap-2 text-2 text-ink-2">
                <span aria-hidden="true">
                  <Trans>older than</Trans>
                </span>
                <TextInput
                  {...ids}
                  aria-label={t`Refuse desks that are older than`}
                  list={list}
                  data-testid="require-refused"
                  className="w-32"
                  maxLength={60}
                  value={refused}
                  onChange={({ target }) => change({ refused: target.value.trim() })}
                />
              </span>
            )}
          </span>
        )}
      </Row>
      <Button className="mt-1" data-testid="require-none" onClick={() => put(null)}>
        <Trans>Ask for nothing any more</Trans>
      </Button>
    </>
  );
}
