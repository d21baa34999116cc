import { useLingui } from '@lingui/react/macro';
import type { RefusalCode } from '#shared/protocol/errors.ts';
import { refusalOfCode } from '../../../bridge/bridge.ts';
import { useRefusalText } from '../../../ui/refusal-text.ts';

export type Way = 'retry' | 'edit' | 'discard';

/**
 * What can be done about a message that was refused. It can always be edited or given up; sending it
 * again as it is helps only where something else may have changed meanwhile.
 */
const canBeSentAgain: Readonly<Record<RefusalCode, boolean>> = {
  unauthenticated: true,
  wrong_credentials: true,
  forbidden: true,
  managed: true,
  no_password: false,
  no_role: false,
  sign_in_failed: false,
  wiped: false,
  origin_refused: true,
  not_found: false,
  conflict: false,
  join_first: true,
  taken: true,
  not_yours: true,
  conversation_closed: false,
  too_late: false,
  too_many: false,
  bad_request: false,
  unknown_event: true,
  too_large: false,
  file_size: false,
  file_type: false,
  file_broken: false,
  file_quota: true,
  file_gone: true,
  upgrade_required: true,
  slow_down: true,
  unavailable: true,
  internal: true,
};

export function waysOut(code: RefusalCode): readonly Way[] {
  return canBeSentAgain[code] ? ['retry', 'edit', 'discard'] : ['edit', 'discard'];
}

/** Why my message was not sent and what I can do, in words that fit a message. */
export function useMessageTrouble(stored: string | null): {
  readonly text: string;
  readonly ways: readonly Way[];
} {
  const { t } = useLingui();
  const refusalText = useRefusalText();
  const refusal = refusalOfCode(stored);
  const { code } = refusal;
  const own: Partial<Record<RefusalCode, string>> = {
    forbidden: t`You do not serve this conversation. Take it, then send again.`,
    not_found: t`The hub does not have this conversation any more, or you may no longer see it.`,
    conflict: t`The hub has another message in its place. Edit it and send it as a new one.`,
    taken: t`Somebody else has taken this conversation.`,
    not_yours: t`This conversation is back in the queue. Take it, then send again.`,
    conversation_closed: t`This conversation is closed. When the customer writes again, a new one begins.`,
    bad_request: t`The hub does not accept it as it is. Please change it.`,
    too_large: t`It is too long to be sent. Please shorten it.`,
  };
  return { text: own[code] ?? refusalText(refusal), ways: waysOut(code) };
}
