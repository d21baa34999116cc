import { Trans } from '@lingui/react/macro';
import type { Conversation } from '#shared/domain/conversation.ts';
import { meOf, useDeskApp } from '../../state/desk-app.ts';
import { Tag } from '../../ui/tag.tsx';

/** What sets a conversation apart from others in a list: its worth, its kind, and what I am in it. */
export function ConversationTags({ conversation }: { readonly conversation: Conversation }) {
  const meId = useDeskApp((s) => meOf(s.account)?.id);
  const { kind, priority, guests } = conversation;
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
    </>
  );
}
