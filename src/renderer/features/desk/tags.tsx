import { Trans, useLingui } from '@lingui/react/macro';
import type { Conversation } from '#shared/domain/conversation.ts';
import { lowScore } from '#shared/domain/rating.ts';
import { meOf, useDeskApp } from '../../state/desk-app.ts';
import { Tag } from '../../ui/tag.tsx';
import { useDispositionText } from './use-disposition-text.ts';

/** What sets a conversation apart from others in a list: its worth, its kind, and what I am in it. */
export function ConversationTags({ conversation }: { readonly conversation: Conversation }) {
  const meId = useDeskApp((s) => meOf(s.account)?.id);
  const { t } = useLingui();
  const { kind, priority, guests, rating, filed } = conversation;
  const dispositionText = useDispositionText();
  const what = filed?.disposition?.at(-1);
  const score = rating?.score ?? null;
  return (
    <>
      {priority > 0 && (
        <Tag tone="warn">
          <Trans>Priority {priority}</Trans>
        </Tag>
      )}
      {kind === 'message' && (
        <Tag tone="accent">
          <Trans>Message</Trans>
        </Tag>
      )}
      {guests.some(({ id }) => id === meId) && (
        <Tag>
          <Trans>As a guest</Trans>
        </Tag>
      )}
      {what !== undefined && (
        <Tag>
          <span className="foreign" data-testid="filed" title={dispositionText(filed?.disposition ?? [])}>
            {dispositionText([what])}
          </span>
        </Tag>
      )}
      {score !== null && (
        <Tag tone={score <= lowScore ? 'warn' : 'plain'}>
          <span role="img" data-testid="score" aria-label={t`${score} of 5 stars`}>
            ★ {score}
          </span>
        </Tag>
      )}
    </>
  );
}
