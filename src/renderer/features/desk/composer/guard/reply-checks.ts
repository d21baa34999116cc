import { checkReply, type Finding } from '#shared/domain/reply-check/check.ts';
import { usualReplyRules } from '#shared/domain/reply-check/rules.ts';
import { useHouse } from '../../../../state/house.ts';
import { findingText } from '../../../../ui/finding-text.ts';
import type { Content, SendCheck } from '../send-checks.ts';
import { sceneOf } from './scene-of.ts';

/** Everything that the house's rules (A12) find in a reply to this conversation. */
export function findingsIn({ conversationId, text, files = [] }: Content): readonly Finding[] {
  const rules = useHouse.getState().settings.replyRules ?? usualReplyRules;
  const names = files.map(({ name }) => name);
  return checkReply(text, sceneOf(conversationId), rules, names);
}

/** Holds a reply in which a rule that holds finds something. */
export const replyCheck: SendCheck = (content) => {
  const found = findingsIn(content).find(({ mode }) => mode === 'hold');
  return found === undefined ? null : { id: `check:${found.rule}`, reason: findingText(found) };
};
