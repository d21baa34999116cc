import { Trans, useLingui } from '@lingui/react/macro';
import { PenLine } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useId } from 'react';
import { dispositionsFor, filingProblem, isRequired, nothingFiled } from '#shared/domain/customer/filing.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { useSecond } from '../../../state/clock.ts';
import { useCustomers } from '../../../state/customers.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { closeWrapUp, fileWrapUp, readWrapUp, setWrapUp, useWrapUp } from '../../../state/wrap-up.ts';
import { Button } from '../../../ui/button.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { Countdown } from '../countdown.tsx';
import { focusComposer } from '../focus.ts';
import { dayTimeOf, timeOfDay } from './day-time.ts';
import { DispositionInput } from './disposition-input.tsx';
import { StillToAsk } from './still-to-ask.tsx';
import { TagsInput } from './tags-input.tsx';

/**
 * What came of it, for whoever serves the customer next. It can be begun while the conversation goes on, and is kept as
 * it is written. Ctrl+Enter files it, Esc puts it away.
 */
export function WrapUpForm({ row }: { readonly row: ConversationRow }) {
  const { t } = useLingui();
  const { id, status, group, wrapUpUntil } = row.conversation;
  const groupId = group?.id ?? null;
  const handbook = useCustomers((s) => s.handbook);
  const draft = useWrapUp((s) => s.drafts.get(id));
  const refusal = useWrapUp((s) => s.refusals.get(id));
  const busy = useWrapUp((s) => s.busy.has(id));
  const offline = useDeskApp((s) => s.connection.state !== 'connected');
  const refusalText = useRefusalText();
  const now = useSecond();
  useEffect(() => void readWrapUp(id), [id]);
  const filed = draft ?? nothingFiled;
  const goesOn = status !== 'closed';
  const problem = filingProblem(handbook, groupId, filed, row.conversation.filed);
  const isTimed = !goesOn && wrapUpUntil !== null && wrapUpUntil > now;
  const hasDispositions = dispositionsFor(handbook, groupId).length > 0;
  const disabled = offline || busy || problem !== null;

  function press(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.defaultPrevented) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
      event.preventDefault();
      event.stopPropagation();
      if (!disabled) void fileWrapUp(id);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      closeWrapUp(id);
      focusComposer();
    }
  }
  return (
    <section
      aria-label={t`Wrap-up`}
      data-testid="wrap-up-form"
      data-region="wrap-up"
      onKeyDown={press}
      className="mx-4 mb-3 grid shrink-0 gap-2 rounded-3 border border-line-strong bg-panel p-3 text-2 shadow-low"
    >
      <p className="flex items-center gap-2">
        <PenLine size={14} aria-hidden="true" className="text-ink-3" />
        <b className="font-bold">
          <Trans>Wrap-up</Trans>
        </b>
        {isTimed && <Countdown until={wrapUpUntil} />}
        <span className="min-w-0 truncate text-1 text-ink-3">
          {isTimed ? (
            <Trans>It keeps a place of yours until it is done.</Trans>
          ) : goesOn ? (
            <Trans>Kept as you write. Closing files it.</Trans>
          ) : (
            <Trans>Filed late is better than not at all.</Trans>
          )}
        </span>
      </p>
      <div className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-1.5">
        {hasDispositions && (
          <Line
            label={isRequired(handbook, groupId) ? t`Disposition (required)` : t`Disposition`}
            control={() => (
              <DispositionInput
                groupId={groupId}
                value={filed.disposition}
                invalid={refusal?.field === 'disposition'}
                autoFocus
                onChange={(disposition) => setWrapUp(id, { disposition })}
              />
            )}
          />
        )}
        <Line
          label={t`Summary`}
          control={(control) => (
            <textarea
              id={control}
              data-testid="wrap-up-summary"
              // biome-ignore lint/a11y/noAutofocus: the form has just been asked for
              autoFocus={!hasDispositions}
              dir="auto"
              rows={2}
              maxLength={2000}
              value={filed.summary}
              onChange={(event) => setWrapUp(id, { summary: event.target.value })}
              className="max-h-32 w-full resize-none rounded-2 border border-line-strong bg-panel px-2 py-1 outline-none [field-sizing:content] focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-focus"
            />
          )}
        />
        <Line
          label={t`Tags`}
          control={() => <TagsInput value={filed.tags} onChange={(tags) => setWrapUp(id, { tags })} />}
        />
        <Line
          label={t`Next contact`}
          control={(control) => (
            <input
              id={control}
              type="datetime-local"
              data-testid="wrap-up-next"
              value={dayTimeOf(filed.nextContactAt)}
              onChange={(event) => setWrapUp(id, { nextContactAt: timeOfDay(event.target.value) })}
              className="h-7.5 w-52 rounded-2 border border-line-strong bg-panel px-2 outline-none focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-focus"
            />
          )}
        />
      </div>
      <StillToAsk visitorId={row.conversation.visitor.id} />
      <div className="flex items-center justify-end gap-2">
        {refusal !== undefined && (
          <p role="alert" className="min-w-0 flex-1 text-1 text-bad">
            {refusal.field === 'disposition' ? t`Choose a disposition first.` : refusalText(refusal)}
          </p>
        )}
        <Button onClick={() => closeWrapUp(id)}>
          {isTimed ? <Trans>Later</Trans> : <Trans>Put away</Trans>}
        </Button>
        <Button
          look="primary"
          data-testid="wrap-up-file"
          disabled={disabled}
          title={
            offline
              ? t`Needs the hub, which cannot be reached right now.`
              : problem === null
                ? undefined
                : t`Choose a disposition first.`
          }
          onClick={() => void fileWrapUp(id)}
        >
          {goesOn ? <Trans>Close and file</Trans> : <Trans>File</Trans>}
          <span aria-hidden="true" className="text-0 opacity-80">
            Ctrl ↵
          </span>
        </Button>
      </div>
    </section>
  );
}

function Line({ label, control }: { readonly label: string; readonly control: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <>
      <label htmlFor={id} className="text-ink-2">
        {label}
      </label>
      {control(id)}
    </>
  );
}
