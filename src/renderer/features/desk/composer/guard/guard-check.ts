import { msg, t } from '@lingui/core/macro';
import { guardReply } from '#shared/domain/guard/guard.ts';
import { visitorLabel } from '#shared/domain/visitor-label.ts';
import { rowOf } from '../../../../state/conversations.ts';
import { apart } from '../../../../ui/apart.ts';
import type { SendCheck } from '../send-checks.ts';
import { sinceCaretCame } from './caret-time.ts';
import { factsFor, factsOfOthers } from './facts-of-open.ts';

/** The guard (A7): a reply that may be meant for another customer waits for a second look. */
export const guardCheck: SendCheck = ({ conversationId, text, files = [] }) => {
  const held = guardReply(
    text,
    factsFor(conversationId),
    factsOfOthers(conversationId),
    sinceCaretCame(conversationId),
    files.map((file) => file.name),
  );
  if (held === null) return null;
  const name = apart(nameOf(conversationId));
  if (held.because === 'just_switched') {
    return {
      id: 'guard:switched',
      reason: msg`You came to ${name} only a moment ago. Is this for them?`,
    };
  }
  const { other, word } = held;
  const theirName = nameOf(other);
  const otherName = apart(theirName);
  if (held.because === 'file_names_other') {
    const { file } = held;
    // The text may well be right: what has to go is the file.
    return {
      id: `guard:${other}:${file}`,
      reason: msg`The file “${file}” seems to be for ${otherName}, but you are answering ${name}.`,
    };
  }
  const reason =
    word === theirName
      ? msg`This names ${otherName}, but you are answering ${name}.`
      : msg`This names “${word}”, which belongs to ${otherName}. You are answering ${name}.`;
  return { id: `guard:${other}`, reason, moveTo: other };
};

function nameOf(id: string): string {
  const visitor = rowOf(id)?.conversation.visitor;
  if (visitor === undefined) return '…';
  const label = visitorLabel(visitor.id);
  return visitor.name ?? t`Visitor ${label}`;
}
