import type { IpcNews } from '#shared/ipc/contract.ts';
import type { SignInNotice } from '#shared/protocol/sessions.ts';
import { call } from '../bridge/bridge.ts';
import { createSlice } from './slice.ts';

/** One’s own sign-ins on new computers, of which nobody has said yet that it was they. */
export const useSignIns = createSlice<{
  readonly asking: readonly SignInNotice[];
  /** One was ended just now as none of one’s own: what is to be done next is said until it was read. */
  readonly ended: boolean;
}>({ asking: [], ended: false });

export function applySignIns({ signIns }: IpcNews<'sessions.asking'>): void {
  useSignIns.setState({ asking: signIns });
}

/** For a page that comes later than the news. */
export async function loadSignIns(): Promise<void> {
  applySignIns(await call('sessions.asking', {}));
}
