import { Trans, useLingui } from '@lingui/react/macro';
import { nameIn } from '#shared/domain/customer/handbook.ts';
import { newRule } from '#shared/domain/watch/new-rule.ts';
import { mostRules, type WatchRule } from '#shared/domain/watch/rule.ts';
import { Tag } from '../../../ui/tag.tsx';
import { DocumentPart } from '../parts/document-part.tsx';
import { Item, TroubleMark } from '../parts/item.tsx';
import { Items, Nothing, Split } from '../parts/split.tsx';
import { useTroublesUnder, worstOf } from '../parts/use-troubles.ts';
import { choose, useChosen } from '../state/view.ts';
import { editRules, watchDocument } from '../state/watch.ts';
import { useKindNames } from './kinds.ts';
import { RuleForm } from './rule-form.tsx';

/** What supervisors are told of (E5): rules, and beside them the one that is chosen. */
export function AlertRules() {
  const { t } = useLingui();
  return (
    <DocumentPart document={watchDocument} unread={t`The alert rules could not be read`}>
      {({ rules }) => <RulesOf rules={rules} />}
    </DocumentPart>
  );
}

function RulesOf({ rules }: { readonly rules: readonly WatchRule[] }) {
  const { t } = useLingui();
  const chosen = useChosen('watch', rules);
  function add(): void {
    const rule = newRule();
    editRules((all) => [...all, rule]);
    choose('watch', rule.id);
  }
  return (
    <Split
      section="watch"
      count={rules.length}
      {...(rules.length < mostRules && { onAdd: add })}
      list={
        <Items label={t`Alert rules`}>
          {rules.map((rule, n) => (
            <RuleItem key={rule.id} rule={rule} path={`watch.${n}`} isChosen={rule === chosen} />
          ))}
        </Items>
      }
    >
      {chosen === null ? (
        <Nothing title={t`No alert rules`}>
          <Trans>
            A rule says what supervisors are to be told of: who waits too long, what is said, how long queues
            are.
          </Trans>
        </Nothing>
      ) : (
        <RuleForm
          key={chosen.id}
          rule={chosen}
          path={`watch.${rules.indexOf(chosen)}`}
          onChange={(next) => editRules((all) => all.map((one) => (one.id === next.id ? next : one)))}
          onRemove={() => editRules((all) => all.filter((one) => one.id !== chosen.id))}
        />
      )}
    </Split>
  );
}

type RuleItemProps = { readonly rule: WatchRule; readonly path: string; readonly isChosen: boolean };

function RuleItem({ rule, path, isChosen }: RuleItemProps) {
  const { t, i18n } = useLingui();
  const kinds = useKindNames();
  const worst = worstOf(useTroublesUnder(path));
  return (
    <Item
      testId="alert-rule"
      title={nameIn(rule.name, i18n.locale)}
      text={kinds[rule.when.kind]}
      faint={!rule.on}
      marks={
        <>
          {!rule.on && <Tag>{t`off`}</Tag>}
          <TroubleMark severity={worst} />
        </>
      }
      isChosen={isChosen}
      onChoose={() => choose('watch', rule.id)}
    />
  );
}
