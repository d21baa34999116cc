import { useLingui } from '@lingui/react/macro';
import { usualLadder } from '#shared/domain/alerts/ladder.ts';
import type { RoutingPlan, Settings } from '#shared/domain/routing/plan.ts';
import { usualSupervision } from '#shared/domain/supervision/usual.ts';
import { Select } from '../form/inputs.tsx';
import { LengthInput } from '../form/length-input.tsx';
import { NumberInput } from '../form/number-input.tsx';
import { Part, Row } from '../form/row.tsx';
import { units } from '../model/lengths.ts';
import { Page } from '../parts/page.tsx';
import { PlanPart } from '../parts/plan-part.tsx';
import { edit } from '../state/plan.ts';
import { AwayReasons } from './away-reasons.tsx';
import { CustomerValues } from './customer-values.tsx';
import { LadderRows } from './ladder-rows.tsx';
import { SupervisionRows } from './supervision-rows.tsx';

/** What holds for all groups. */
export function General() {
  return (
    <Page section="general">
      <PlanPart level={2}>{(draft) => <GeneralOf plan={draft} />}</PlanPart>
    </Page>
  );
}

function GeneralOf({ plan }: { readonly plan: RoutingPlan }) {
  const { t } = useLingui();
  const { settings, groups } = plan;
  const put = (change: Partial<Settings>) =>
    edit((draft) => ({ ...draft, settings: { ...draft.settings, ...change } }));
  return (
    <>
      <Part>
        <Row
          label={t`Where no rule fits`}
          path="settings.defaultGroup"
          hint={t`The group for every conversation that no entry rule sends elsewhere.`}
        >
          {(ids) => (
            <Select
              {...ids}
              className="w-60"
              value={settings.defaultGroup}
              onChange={(event) => put({ defaultGroup: event.target.value })}
            >
              {!groups.some(({ id }) => id === settings.defaultGroup) && (
                <option value={settings.defaultGroup}>{t`Deleted`}</option>
              )}
              {groups.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Row>
        <Row
          label={t`Conversations at once`}
          path="settings.capacity"
          hint={t`Of everybody who has no number of their own.`}
        >
          {(ids) => (
            <NumberInput
              {...ids}
              value={settings.capacity}
              min={1}
              max={200}
              onChange={(capacity) => put({ capacity })}
            />
          )}
        </Row>
      </Part>
      <Part level={2} title={t`Priority`}>
        <Row
          label={t`A step counts as`}
          path="settings.priorityStep"
          hint={t`Each step of priority puts somebody in front of those who have waited less than this. So nobody waits for ever.`}
        >
          {(ids) => (
            <LengthInput
              {...ids}
              label={t`A step counts as`}
              min={0}
              value={settings.priorityStep}
              onChange={(priorityStep) => put({ priorityStep })}
            />
          )}
        </Row>
        <CustomerValues
          values={settings.customerValues}
          onChange={(customerValues) => put({ customerValues })}
        />
      </Part>
      <LadderRows ladder={settings.ladder ?? usualLadder} onChange={(ladder) => put({ ladder })} />
      <SupervisionRows
        supervision={settings.supervision ?? usualSupervision}
        onChange={(supervision) => put({ supervision })}
      />
      <Part level={2} title={t`Away`}>
        <AwayReasons reasons={settings.awayReasons} onChange={(awayReasons) => put({ awayReasons })} />
        <Row
          label={t`Away by itself`}
          path="settings.awayAfter"
          hint={t`Whoever has no hand on the machine for so long, or locks the screen, is given nothing new.`}
        >
          {(ids) => (
            <span className="flex flex-wrap items-center gap-2">
              <Select
                {...ids}
                className="w-36"
                value={settings.awayAfter === null ? 'never' : 'after'}
                onChange={(event) =>
                  put({ awayAfter: event.target.value === 'never' ? null : 10 * units.minute })
                }
              >
                <option value="never">{t`Never`}</option>
                <option value="after">{t`After`}</option>
              </Select>
              {settings.awayAfter !== null && (
                <LengthInput
                  label={t`Away after`}
                  min={units.minute}
                  value={settings.awayAfter}
                  onChange={(awayAfter) => put({ awayAfter })}
                />
              )}
            </span>
          )}
        </Row>
      </Part>
      <Part level={2} title={t`Ratings`}>
        <Row
          label={t`Asking for a rating`}
          path="settings.askRating"
          hint={t`Customers who were served are asked for one to five stars when their conversation is closed.`}
        >
          {(ids) => (
            <Select
              {...ids}
              className="w-60"
              value={settings.askRating === false ? 'asked' : 'always'}
              onChange={(event) => put({ askRating: event.target.value === 'always' })}
            >
              <option value="always">{t`When a conversation is closed`}</option>
              <option value="asked">{t`Only when an agent asks`}</option>
            </Select>
          )}
        </Row>
      </Part>
    </>
  );
}
