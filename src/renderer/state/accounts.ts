import { accountOf } from '#shared/ipc/account-of.ts';
import type { AccountList } from '#shared/ipc/accounts.ts';
import { call } from '../bridge/bridge.ts';
import { saveDrafts } from './drafts.ts';
import { createSlice } from './slice.ts';

const alone: AccountList = { inView: accountOf(location.search), all: [] };

/** The accounts of this window (A16); none while there is only this one. */
export const useAccounts = createSlice<AccountList>(alone, 'app');

export function applyAccounts(list: AccountList | undefined): void {
  useAccounts.setState(list === undefined || list.all.length < 2 ? alone : list);
}

/** Whether there is more than one to choose from. */
export function areSeveral(): boolean {
  return useAccounts.getState().all.length > 1;
}

/** The page of the other account comes in this one's place: what is being typed is kept first. */
export async function showAccount(id: string): Promise<void> {
  saveDrafts();
  await call('accounts.show', { id });
}

/** The account at a place counted from 1; 9 is the last, as with tabs. */
export function showAccountAt(place: number): void {
  const { all, inView } = useAccounts.getState();
  const id = (place === 9 ? all.at(-1) : all[place - 1])?.id;
  if (id !== undefined && id !== inView) void showAccount(id);
}

export async function addAccount(): Promise<void> {
  saveDrafts();
  await call('accounts.add', {});
}

export async function changeAccount(id: string, change: { name?: string; hue?: number }): Promise<void> {
  applyAccounts(await call('accounts.change', { id, ...change }));
}

export async function moveAccount(id: string, to: number): Promise<void> {
  applyAccounts(await call('accounts.move', { id, to }));
}
