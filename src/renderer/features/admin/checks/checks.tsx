import { useLingui } from '@lingui/react/macro';
import { type CheckMode, type ReplyRules, usualReplyRules } from '#shared/domain/reply-check/rules.ts';
import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import { Select } from '../form/inputs.tsx';
import { Part, Row } from '../form/row.tsx';
import { Page } from '../parts/page.tsx';
import { PlanPart } from '../parts/plan-part.tsx';
import { edit } from '../state/plan.ts';
import { BannedWords } from './banned-words.tsx';
import { Greetings } from './greetings.tsx';
import { TryReply } from './try-reply.tsx';

/** What replies are checked for before they leave. */
export function Checks() {
  return (
    <Page section="checks">
      <PlanPart level={2}>{(draft) => <ChecksOf plan={draft} />}</PlanPart>
    </Page>
  );
}

function ChecksOf({ plan }: { readonly plan: RoutingPlan }) {
  const { t } = useLingui();
  const rules = plan.settings.replyRules ?? usualReplyRules;
  const put = (change: Partial<ReplyRules>) =>
    edit((draft) => ({ ...draft, settings: { ...draft.settings, replyRules: { ...rules, ...change } } }));
  const mode = (
    rule: 'greet' | 'banned' | 'personal' | 'unanswered' | 'wrongName',
    label: string,
    hint: string,
  ) => (
    <Row label={label} path={`settings.replyRules.${rule}`} hint={hint}>
      {(ids) => <ModeSelect {...ids} value={rules[rule]} onChange={(value) => put({ [rule]: value })} />}
    </Row>
  );
  return (
    <>
      <Part>
        {mode(
          'wrongName',
          t`Wrong name`,
          t`The reply begins with somebody else’s name. That it names another open customer is always held.`,
        )}
        {mode(
          'personal',
          t`Personal data`,
          t`Identity card and bank card numbers, by their check digits; passwords.`,
        )}
        {mode(
          'unanswered',
          t`Left unanswered`,
          t`Of several questions since the last answer one is not touched. Who promises to look is not asked.`,
        )}
      </Part>
      <Part level={2} title={t`Greeting`}>
        {mode(
          'greet',
          t`Greeting`,
          t`The first reply of an agent in a conversation has one of these words in it.`,
        )}
        <Greetings words={rules.greetings} onChange={(greetings) => put({ greetings })} />
      </Part>
      <Part level={2} title={t`Banned words`}>
        {mode('banned', t`Banned words`, t`What is not to be said to customers, and what is better.`)}
        <BannedWords words={rules.bannedWords} onChange={(bannedWords) => put({ bannedWords })} />
      </Part>
      <Part level={2} title={t`Try it`}>
        <TryReply rules={rules} />
      </Part>
    </>
  );
}

type ModeSelectProps = {
  readonly id: string;
  readonly value: CheckMode;
  readonly onChange: (mode: CheckMode) => void;
};

function ModeSelect({ value, onChange, ...ids }: ModeSelectProps) {
  const { t } = useLingui();
  return (
    <Select
      {...ids}
      className="w-60"
      value={value}
      onChange={(event) => onChange(event.target.value as CheckMode)}
    >
      <option value="off">{t`Not checked`}</option>
      <option value="hint">{t`Shown beside the reply`}</option>
      <option value="hold">{t`Held until a second key`}</option>
    </Select>
  );
}
