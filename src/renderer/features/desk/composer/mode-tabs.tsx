import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { setComposing, useComposing } from '../../../state/composing.ts';
import { meOf, useDeskApp } from '../../../state/desk-app.ts';
import { useMayStep } from '../../../state/supervision.ts';
import { stepsIn } from '../permission.ts';
import { useComposer } from './composer-api.ts';

/** An answer to the customer, or a note for staff: which of the two is said here, by the colour, and by the button. */
export function ModeTabs() {
  const { t } = useLingui();
  const { row, focus, whisper } = useComposer();
  const me = useDeskApp((s) => meOf(s.account));
  const mayStep = useMayStep();
  const mayWhisper = me !== null && stepsIn(row, me, mayStep).whisper;
  const { id } = row.conversation;
  const { mode } = useComposing(id);
  const choose = (next: 'reply' | 'note', toAgent = false) => {
    setComposing(id, { mode: next, whisper: toAgent, editing: null });
    focus();
  };
  return (
    <fieldset aria-label={t`What is written`} className="ml-auto flex shrink-0 gap-1">
      <Tab on={mode === 'reply'} id="reply" onClick={() => choose('reply')}>
        <Trans>Reply</Trans>
      </Tab>
      <Tab on={mode === 'note' && !whisper} id="note" onClick={() => choose('note')}>
        <Trans>Note</Trans>
      </Tab>
      {mayWhisper && (
        <Tab on={whisper} id="whisper" onClick={() => choose('note', true)}>
          <Trans>Whisper</Trans>
        </Tab>
      )}
    </fieldset>
  );
}

type TabProps = {
  readonly on: boolean;
  readonly id: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
};

function Tab({ on, id, onClick, children }: TabProps) {
  return (
    <button
      type="button"
      aria-pressed={on}
      data-testid={`mode-${id}`}
      onClick={onClick}
      className={`h-6 min-w-6 rounded-2 px-2 text-1 ${on ? 'bg-hover font-bold text-ink' : 'text-ink-3 hover:text-ink'}`}
    >
      {children}
    </button>
  );
}
