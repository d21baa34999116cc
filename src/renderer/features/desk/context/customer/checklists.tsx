import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { checklistsFor, type Tick } from '#shared/domain/customer/filing.ts';
import { type Checklist, nameIn } from '#shared/domain/customer/handbook.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { refusedWith } from '../../../../bridge/bridge.ts';
import { openChecklist, tickStep, useChecklists } from '../../../../state/checklists.ts';
import { useCustomers } from '../../../../state/customers.ts';
import { meOf, useDeskApp } from '../../../../state/desk-app.ts';
import { useWrapUp } from '../../../../state/wrap-up.ts';
import { useRefusalText } from '../../../../ui/refusal-text.ts';
import { obstacleTo } from '../../permission.ts';
import { useOnStay } from '../use-on-stay.ts';
import { Section } from './section.tsx';

const noTicks: readonly Tick[] = [];

/** What is to be done in a case like this, step by step, for whoever has it now and whoever takes it over. */
export function Checklists({ row }: { readonly row: ConversationRow }) {
  const { id, group, filed } = row.conversation;
  const all = useCustomers((s) => s.handbook.checklists);
  const drafted = useWrapUp((s) => s.drafts.get(id)?.disposition ?? null);
  const connected = useDeskApp((s) => s.connection.state === 'connected');
  const lists = checklistsFor({ checklists: all }, group?.id ?? null, drafted ?? filed?.disposition ?? null);
  const isThere = lists.length > 0;
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  useOnStay(() => {
    if (!isThere || !connected) return;
    openChecklist(id).then(
      () => setRefusal(null),
      (error) => setRefusal(refusedWith(error)),
    );
  }, `${id} ${isThere} ${connected}`);
  return lists.map((list) => (
    <List key={list.id} row={row} list={list} refusal={refusal} onRefused={setRefusal} />
  ));
}

type ListProps = {
  readonly row: ConversationRow;
  readonly list: Checklist;
  readonly refusal: Refusal | null;
  readonly onRefused: (refusal: Refusal | null) => void;
};

function List({ row, list, refusal, onRefused }: ListProps) {
  const { i18n, t } = useLingui();
  const refusalText = useRefusalText();
  const { id, status, agent } = row.conversation;
  const ticks = useChecklists((s) => s.ticks.get(id) ?? noTicks);
  const offline = useDeskApp((s) => s.connection.state !== 'connected');
  const me = useDeskApp((s) => meOf(s.account));
  const isMine = me !== null && (agent?.id === me.id || obstacleTo(row, me) === null);
  const readOnly = offline || !isMine;
  const byStep = new Map(ticks.map((tick) => [tick.stepId, tick]));
  const done = list.steps.filter((step) => byStep.get(step.id)?.done === true).length;
  const of = list.steps.length;
  return (
    <Section
      title={nameIn(list.name, i18n.locale)}
      testId="checklist"
      side={<span title={t`${done} of ${of} steps done`}>{`${done} / ${of}`}</span>}
    >
      <ol className="grid gap-0.5 text-2">
        {list.steps.map((step) => {
          const tick = byStep.get(step.id);
          const isDone = tick?.done === true;
          return (
            <li key={step.id}>
              <label
                title={isDone ? t`Ticked off by ${tick.by.name}` : undefined}
                className={`flex items-start gap-2 rounded-1 leading-5.5 ${readOnly ? '' : 'hover:bg-hover'}`}
              >
                <input
                  type="checkbox"
                  className="mt-1.25 shrink-0 accent-accent"
                  checked={isDone}
                  disabled={readOnly}
                  onChange={(event) =>
                    tickStep(id, step.id, event.target.checked).then(
                      () => onRefused(null),
                      (error) => onRefused(refusedWith(error)),
                    )
                  }
                />
                <span className={`foreign min-w-0 break-words ${isDone ? 'text-ink-3' : ''}`}>
                  {nameIn(step.text, i18n.locale)}
                </span>
              </label>
            </li>
          );
        })}
      </ol>
      {refusal !== null && (
        <p role="alert" className="text-1 text-bad">
          {refusalText(refusal)}
        </p>
      )}
      {offline && status !== 'closed' && (
        <p className="text-1 text-ink-3">
          <Trans>Steps are ticked off at the hub, which cannot be reached right now.</Trans>
        </p>
      )}
    </Section>
  );
}
