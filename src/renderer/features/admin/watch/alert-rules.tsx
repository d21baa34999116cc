import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect } from 'react';
import { nameIn } from '#shared/domain/customer/handbook.ts';
import { newRule } from '#shared/domain/watch/new-rule.ts';
import { problemsOfRules } from '#shared/domain/watch/problems.ts';
import { mostRules, type WatchRule, watchRules } from '#shared/domain/watch/rule.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { Button } from '../../../ui/button.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { TroubleLines } from '../form/trouble-lines.tsx';
import { Item, TroubleMark } from '../parts/item.tsx';
import { Items, Nothing, Split } from '../parts/split.tsx';
import { useRefusedText } from '../parts/use-refused-text.ts';
import { usePlan } from '../state/plan.ts';
import { choose, useChosen } from '../state/view.ts';
import {
  areRulesDirty,
  discardRules,
  editRules,
  loadAlertRules,
  saveAlertRules,
  useAlertRules,
} from '../state/watch.ts';
import { useKindNames } from './kinds.ts';
import { RuleForm } from './rule-form.tsx';

/** What supervisors are told of (E5): rules, and beside them the one that is chosen. */
export function AlertRules() {
  const { t } = useLingui();
  const refusedText = useRefusedText();
  const isConnected = useDeskApp((s) => s.connection.state === 'connected');
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was missed meanwhile is asked for again
  useEffect(() => void loadAlertRules(), [isConnected]);
  const { draft, refusal } = useAlertRules();
  if (draft !== null) return <RulesOf rules={draft.rules} />;
  if (refusal === null) return <p role="status" className="p-5 text-2 text-ink-3">{t`Asking the hub…`}</p>;
  return (
    <Nothing title={t`Alert rules`} level={1}>
      <TroubleLines troubles={[]} error={refusedText(refusal)} />
    </Nothing>
  );
}

function RulesOf({ rules }: { readonly rules: readonly WatchRule[] }) {
  const { t } = useLingui();
  const chosen = useChosen('watch', rules);
  const plan = usePlan((s) => s.base?.plan ?? null);
  const problems = problemsOfRules({ rules: [...rules] }, plan);
  const isWrong = (n: number) => problems.some(({ path }) => path.startsWith(`rules.${n}.`));
  function add(): void {
    const rule = newRule();
    editRules((all) => [...all, rule]);
    choose('watch', rule.id);
  }
  const at = chosen === null ? -1 : rules.indexOf(chosen);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <Split
        section="watch"
        count={rules.length}
        {...(rules.length < mostRules && { onAdd: add })}
        list={
          <Items label={t`Alert rules`}>
            {rules.map((rule, n) => (
              <RuleItem key={rule.id} rule={rule} isChosen={rule === chosen} isWrong={isWrong(n)} />
            ))}
          </Items>
        }
      >
        {chosen === null ? (
          <Nothing title={t`No alert rules`}>
            <Trans>
              A rule says what supervisors are to be told of: who waits too long, what is said, how long
              queues are.
            </Trans>
          </Nothing>
        ) : (
          <RuleForm
            key={chosen.id}
            rule={chosen}
            problems={problems.filter(({ path }) => path.startsWith(`rules.${at}.`))}
            onChange={(next) => editRules((all) => all.map((one) => (one.id === next.id ? next : one)))}
            onRemove={() => editRules((all) => all.filter((one) => one.id !== chosen.id))}
          />
        )}
      </Split>
      <SaveBar isGood={problems.length === 0 && watchRules.safeParse({ rules }).success} />
    </div>
  );
}

type RuleItemProps = { readonly rule: WatchRule; readonly isChosen: boolean; readonly isWrong: boolean };

function RuleItem({ rule, isChosen, isWrong }: RuleItemProps) {
  const { t, i18n } = useLingui();
  const kinds = useKindNames();
  return (
    <Item
      testId="alert-rule"
      title={nameIn(rule.name, i18n.locale)}
      text={kinds[rule.when.kind]}
      faint={!rule.on}
      marks={
        <>
          {!rule.on && <Tag>{t`off`}</Tag>}
          <TroubleMark severity={isWrong ? 'error' : null} />
        </>
      }
      isChosen={isChosen}
      onChoose={() => choose('watch', rule.id)}
    />
  );
}

function SaveBar({ isGood }: { readonly isGood: boolean }) {
  const { t } = useLingui();
  const refusedText = useRefusedText();
  const isDirty = useAlertRules(areRulesDirty);
  const { saving, saved, refusal, base } = useAlertRules();
  const isOverrun = refusal?.code === 'conflict';
  return (
    <div className="flex shrink-0 items-center gap-3 border-line border-t bg-panel px-5 py-2">
      <Button
        look="primary"
        data-testid="rules-save"
        disabled={!isDirty || !isGood || saving}
        onClick={() => void saveAlertRules()}
      >
        <Trans>Save the alert rules</Trans>
      </Button>
      {isDirty && (
        <Button onClick={discardRules}>
          <Trans>Discard the changes</Trans>
        </Button>
      )}
      <p role="status" className="text-2 text-ink-2" data-testid="rules-state">
        {isOverrun
          ? t`Another admin has saved meanwhile. Discard yours to see what is in force.`
          : refusal !== null
            ? refusedText(refusal)
            : isDirty
              ? isGood
                ? t`Changed, not saved yet.`
                : t`Something does not fit yet.`
              : saved
                ? t`Saved.`
                : base?.version === 0
                  ? t`These are the usual rules: nobody has changed them yet.`
                  : null}
      </p>
    </div>
  );
}
