import type { Refusal } from '#shared/protocol/errors.ts';
import { createSlice } from './slice.ts';

/** What could not be done in a conversation, until it is read and put away. */
type Notices = { readonly byId: ReadonlyMap<string, Refusal> };

export const useNotices = createSlice<Notices>({ byId: new Map() });

export function notice(id: string, refusal: Refusal): void {
  useNotices.setState((s) => ({ byId: new Map(s.byId).set(id, refusal) }));
}

export function dismissNotice(id: string): void {
  const { byId } = useNotices.getState();
  if (!byId.has(id)) return;
  useNotices.setState({ byId: new Map([...byId].filter(([other]) => other !== id)) });
}
