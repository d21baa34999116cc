import { msg } from '@lingui/core/macro';
import { useMemo } from 'react';
import { accountName } from '#shared/domain/account-name.ts';
import { partsOf } from '#shared/domain/keys/chord.ts';
import { addAccount, areSeveral, showAccount, showAccountAt, useAccounts } from '../../../state/accounts.ts';
import type { Action } from '../../../state/actions/registry.ts';
import { useOffered } from '../../../state/actions/use-offered.ts';
import { mute, useAlerts } from '../../../state/alerts.ts';
import { isSupervisor, meOf, useDeskApp } from '../../../state/desk-app.ts';
import { openKeyWindow } from '../../../state/key-windows.ts';
import { isSwitchedOff } from '../../../state/managed.ts';
import { showPart, usePart } from '../../../state/part.ts';
import { openSearch } from '../../../state/search.ts';
import { chooseTraining } from '../../../state/training.ts';
import { focusRegion } from '../regions.ts';
import { askSignOut } from '../sign-out/state.ts';
import { lookActions } from './look-actions.ts';
import { statusActions } from './status-actions.ts';

const places = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
const isMuted = () => useAlerts.getState().state?.quiet === 'muted';
const isPart = (part: string) => usePart.getState().part === part;
const isAdmin = () => meOf(useDeskApp.getState().account)?.role === 'admin';

/** What one can do in every part of the desk. */
const actions: readonly Action[] = [
  {
    id: 'palette',
    group: 'desk',
    title: msg`Everything one can do`,
    keys: ['Mod+K'],
    overPopover: true,
    unlisted: true,
    run: () => openKeyWindow('palette'),
  },
  {
    id: 'search',
    group: 'desk',
    title: msg`Search in everything`,
    keys: ['Mod+Shift+F'],
    overPopover: true,
    run: openSearch,
  },
  {
    id: 'keys',
    group: 'desk',
    title: msg`Keyboard shortcuts`,
    keys: ['Mod+/', 'F1'],
    overPopover: true,
    run: () => openKeyWindow('sheet'),
  },
  {
    id: 'part.conversations',
    group: 'desk',
    title: msg`Go to the conversations`,
    keys: [],
    when: () => !isPart('conversations'),
    run: () => showPart('conversations'),
  },
  {
    id: 'part.replies',
    group: 'desk',
    title: msg`Go to the canned replies`,
    keys: [],
    when: () => !isPart('replies'),
    run: () => showPart('replies'),
  },
  {
    id: 'part.monitor',
    group: 'desk',
    title: msg`Go to monitoring`,
    keys: ['Mod+Shift+M'],
    when: () => !isPart('monitor') && isSupervisor(useDeskApp.getState().account),
    run: () => showPart('monitor'),
  },
  {
    id: 'part.admin',
    group: 'desk',
    title: msg`Go to the administration`,
    keys: [],
    when: () => !isPart('admin') && isAdmin(),
    run: () => showPart('admin'),
  },
  {
    id: 'part.settings',
    group: 'desk',
    title: msg`Settings`,
    keys: ['Mod+,'],
    run: () => showPart('settings'),
  },
  {
    id: 'training',
    group: 'desk',
    title: msg`Train with simulated customers`,
    keys: [],
    when: () => !isSwitchedOff('training'),
    run: () => chooseTraining(true),
  },
  {
    id: 'account.place',
    group: 'desk',
    title: msg`Account by its place; 9 is the last`,
    keys: places.map((place) => `Mod+Shift+${place}`),
    fixed: true,
    unlisted: true,
    overPopover: true,
    when: areSeveral,
    run: (chord) => showAccountAt(Number(partsOf(chord ?? '')?.name)),
  },
  {
    id: 'account.add',
    group: 'desk',
    title: msg`Add an account`,
    keys: [],
    when: () => !isSwitchedOff('accounts'),
    run: () => void addAccount(),
  },
  { id: 'sign-out', group: 'desk', title: msg`Sign out`, keys: [], run: () => void askSignOut() },
  {
    id: 'region.next',
    group: 'move',
    title: msg`Next part of the window`,
    keys: ['F6'],
    repeats: true,
    overPopover: true,
    unlisted: true,
    run: () => focusRegion(1),
  },
  {
    id: 'region.previous',
    group: 'move',
    title: msg`Previous part of the window`,
    keys: ['Shift+F6'],
    repeats: true,
    overPopover: true,
    unlisted: true,
    run: () => focusRegion(-1),
  },
  {
    id: 'mute.half-hour',
    group: 'status',
    title: msg`Do not disturb for 30 minutes`,
    keys: [],
    run: () => void mute('half-hour'),
  },
  {
    id: 'mute.hour',
    group: 'status',
    title: msg`Do not disturb for 1 hour`,
    keys: [],
    run: () => void mute('hour'),
  },
  {
    id: 'mute.tomorrow',
    group: 'status',
    title: msg`Do not disturb until tomorrow morning`,
    keys: [],
    run: () => void mute('tomorrow'),
  },
  {
    id: 'mute.end',
    group: 'status',
    title: msg`Disturb again`,
    keys: [],
    when: isMuted,
    run: () => void mute(null),
  },
  ...statusActions,
  ...lookActions,
];

export function useShellActions(): void {
  useOffered(actions);
  useOffered(useAccountActions());
}

/** Each other account by its name, for the list of all actions. */
function useAccountActions(): readonly Action[] {
  const { all, inView } = useAccounts();
  const others = all.filter(({ id }) => id !== inView);
  const names = JSON.stringify(others.map((one) => [one.id, accountName(one, all)]));
  return useMemo(
    () =>
      (JSON.parse(names) as [string, string][]).map(([id, name]) => ({
        id: `account.show.${id}`,
        group: 'desk' as const,
        title: msg`Switch to ${name}`,
        keys: [],
        run: () => void showAccount(id),
      })),
    [names],
  );
}
