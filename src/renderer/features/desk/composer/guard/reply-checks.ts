import { checkReply, type Finding } from '#shared/domain/reply-check/check.ts';
import { usualReplyRules } from '#shared/domain/reply-check/rules.ts';
import { useHouse } from '../../../../state/house.ts';
import { findingText } from '../../../../ui/finding-text.ts';
import type { SendCheck } from '../send-checks.ts';
import { sceneOf } from './scene-of.ts';

/** Everything that the house's rules (A12) find in a reply to this conversation. */
export function findingsIn(conversationId: string, text: string): readonly Finding[] {
  const rules = useHouse.getState().settings.replyRules ?? usualReplyRules;
  return checkReply(text, sceneOf(conversationId), rules);
}

/** Holds a reply in which a rule that holds finds something. */
export const replyCheck: SendCheck = ({ conversationId, text }) => {
  const found = findingsIn(conversationId, text).find(({ mode }) => mode === 'hold');
  return found === undefined ? null : { id: `check:${found.rule}`, reason: findingText(found) };
};
