import { Trans } from '@lingui/react/macro';
import { useVisitorName } from '../../../ui/names.ts';
import { useComposer } from './composer-api.ts';
import { ModeTabs } from './mode-tabs.tsx';

/** Whom the words go to. */
export function TargetLine() {
  const { row, mode, whisper } = useComposer();
  const agent = row.conversation.agent?.name;
  const nameOf = useVisitorName();
  return (
    <div className="flex min-w-0 items-center gap-1.5 pt-0.5 pr-1.5 pl-3 text-1 text-ink-3">
      <p data-testid="composer-to" data-mode={whisper ? 'whisper' : mode} className="truncate">
        {whisper && (
          <Trans>
            <b className="font-bold text-ink">Whisper</b> to{' '}
            <b className="foreign font-bold text-ink">{agent}</b> — only staff see this
          </Trans>
        )}
        {mode === 'note' && !whisper && (
          <Trans>
            <b className="font-bold text-ink">Note</b> — the customer does not see it
          </Trans>
        )}
        {mode === 'edit' && (
          <Trans>
            <b className="font-bold text-ink">Changing a message</b> — the customer sees that it was edited
          </Trans>
        )}
        {mode === 'reply' && (
          <Trans>
            Reply to <b className="foreign font-bold text-hue-ink">{nameOf(row.conversation.visitor)}</b>
          </Trans>
        )}
      </p>
      {mode !== 'edit' && <ModeTabs />}
    </div>
  );
}
