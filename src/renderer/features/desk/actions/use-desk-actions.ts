import { useOffered } from '../../../state/actions/use-offered.ts';
import { conversationActions } from './conversation-actions.ts';
import { moveActions } from './move-actions.ts';

const actions = [...conversationActions, ...moveActions];

/** What one can do while conversations are on the screen. */
export function useDeskActions(): void {
  useOffered(actions);
}
