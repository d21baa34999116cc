import { Command } from 'cmdk';
import { MessageSquare } from 'lucide-react';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { useVisitorName } from '../../../ui/names.ts';
import { itemLook } from './look.ts';

type ConversationItemProps = { readonly row: ConversationRow; readonly onChosen: () => void };

/** What the list knows the line by. */
export const conversationValue = ({ conversation }: ConversationRow): string =>
  `conversation ${conversation.id}`;

export function ConversationItem({ row, onChosen }: ConversationItemProps) {
  const { conversation } = row;
  const nameOf = useVisitorName();
  return (
    <Command.Item
      value={conversationValue(row)}
      data-testid="palette-conversation"
      className={itemLook}
      onSelect={onChosen}
    >
      <MessageSquare size={14} aria-hidden="true" className="shrink-0 text-ink-3" />
      <span className="foreign shrink-0 font-medium">{nameOf(conversation.visitor)}</span>
      <span className="foreign min-w-0 flex-1 truncate text-ink-2">{conversation.lastMessage?.text}</span>
    </Command.Item>
  );
}
