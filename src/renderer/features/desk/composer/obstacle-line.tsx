import { Trans, useLingui } from '@lingui/react/macro';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { saveDrafts, setDraft } from '../../../state/drafts.ts';
import { Button } from '../../../ui/button.tsx';
import { changeOwnership } from '../ownership.ts';
import type { Obstacle } from '../permission.ts';

/** Why nothing can be written here, and the way out where there is one. */
export function ObstacleLine({
  obstacle,
  row,
}: {
  readonly obstacle: Obstacle;
  readonly row: ConversationRow;
}) {
  const { t } = useLingui();
  const offline = useDeskApp((s) => s.connection.state !== 'connected');
  const agent = row.conversation.agent?.name ?? '';
  const words = {
    gone: t`You may no longer see this conversation. What you wrote for it is kept here until you discard it.`,
    closed: t`This conversation is closed. When the customer writes again, a new one begins.`,
    offered: t`Accept above to answer.`,
    queued: t`Nobody serves this conversation yet. Take it to answer.`,
    colleague: t`${agent} is serving this conversation.`,
    watching: t`To write to the customer, join or take it over. A whisper goes to ${agent} alone.`,
  }[obstacle];
  return (
    <div className="flex min-h-10 items-center gap-3 px-3 py-1.5 text-2 text-ink-2" role="status">
      <p className="flex-1">{words}</p>
      {obstacle === 'queued' && (
        <Button
          look="primary"
          disabled={offline}
          onClick={() => void changeOwnership('take', row.conversation)}
        >
          <Trans>Take</Trans>
        </Button>
      )}
      {obstacle === 'gone' && row.draft !== '' && (
        <Button
          data-testid="draft-discard"
          onClick={() => {
            setDraft(row.conversation.id, '');
            saveDrafts();
          }}
        >
          <Trans>Discard the draft</Trans>
        </Button>
      )}
    </div>
  );
}
