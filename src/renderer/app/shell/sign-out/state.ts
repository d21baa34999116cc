import type { Unsent } from '#shared/ipc/account.ts';
import { call } from '../../../bridge/bridge.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { saveDrafts } from '../../../state/drafts.ts';
import { createSlice } from '../../../state/slice.ts';
import { forgetOfAccount } from '../../../state/storage.ts';

/** What would be lost by signing out, while that is being asked. */
export const useSignOut = createSlice<{ readonly asking: Unsent | null }>({ asking: null });

/** Signs out; where something would be lost only once that was confirmed. */
export async function askSignOut(): Promise<void> {
  // What was typed a moment ago counts too, and main knows what else only this computer has.
  saveDrafts();
  const unsent = await call('account.unsent', {});
  if (unsent.messages + unsent.drafts > 0) useSignOut.setState({ asking: unsent });
  else await signOut();
}

export async function signOut(): Promise<void> {
  useDeskApp.setState({ account: await call('account.signOut', {}) });
  forgetOfAccount();
}

export function stay(): void {
  useSignOut.setState({ asking: null });
}
