import { Trans, useLingui } from '@lingui/react/macro';
import { AtSign, X } from 'lucide-react';
import { useState } from 'react';
import type { Refusal } from '#shared/protocol/errors.ts';
import { refusedWith } from '../../../bridge/bridge.ts';
import { useConversations } from '../../../state/conversations.ts';
import { jumpToLine } from '../../../state/jump.ts';
import { endMention, type Mention, useMentions } from '../../../state/mentions.ts';
import { apart } from '../../../ui/apart.ts';
import { Button } from '../../../ui/button.tsx';
import { useVisitorName } from '../../../ui/names.ts';
import { useRefusalText } from '../../../ui/refusal-text.ts';

/** Notes in which colleagues have called me, until I have looked. */
export function MentionsBanner() {
  const byId = useMentions((s) => s.byId);
  if (byId.size === 0) return null;
  return (
    <div role="status" className="grid max-h-40 shrink-0 overflow-y-auto">
      {[...byId.values()].map((mention) => (
        <Called key={mention.conversationId} mention={mention} />
      ))}
    </div>
  );
}

function Called({ mention }: { readonly mention: Mention }) {
  const { t } = useLingui();
  const nameOf = useVisitorName();
  const refusalText = useRefusalText();
  const { conversationId, seq, by, text } = mention;
  const visitor = useConversations((s) => s.rows.get(conversationId)?.conversation.visitor);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const customer = visitor === undefined ? t`a customer` : apart(nameOf(visitor));
  const open = () =>
    jumpToLine(conversationId, seq).then(
      () => endMention(conversationId),
      (error: unknown) => setRefusal(refusedWith(error)),
    );
  return (
    <div
      data-testid="mention"
      className="flex items-center gap-2 border-line border-b bg-note py-1 pr-2 pl-4 text-2"
    >
      <AtSign size={15} aria-hidden="true" className="shrink-0 text-ink-2" />
      <p className="foreign min-w-0 flex-1 truncate">
        <b className="font-bold">
          <Trans>
            {by} mentions you in a note about {customer}:
          </Trans>
        </b>{' '}
        {text}
      </p>
      {refusal !== null && (
        <span role="alert" className="text-1 text-bad">
          {refusalText(refusal)}
        </span>
      )}
      <Button look="primary" data-testid="mention-open" onClick={() => void open()}>
        <Trans context="a button">Open</Trans>
      </Button>
      <Button
        look="icon"
        data-testid="mention-dismiss"
        aria-label={t`I have seen it`}
        onClick={() => endMention(conversationId)}
      >
        <X size={14} aria-hidden="true" />
      </Button>
    </div>
  );
}
