import { create } from 'zustand';
import type { IpcNews } from '#shared/ipc/contract.ts';
import { call } from '../bridge/bridge.ts';

/** By whom one's own conversations are looked at now, as far as the house tells it: names, or null for somebody. */
type Watched = { readonly by: ReadonlyMap<string, readonly (string | null)[]> };

export const useWatched = create<Watched>()(() => ({ by: new Map() }));

export function applyWatched({ all }: IpcNews<'supervise.watched'>): void {
  useWatched.setState({ by: new Map(all.map(({ conversationId, by }) => [conversationId, by])) });
}

/** For a page that comes later than the news. */
export async function loadWatched(): Promise<void> {
  applyWatched(await call('supervise.watched', {}));
}
