import { msg } from '@lingui/core/macro';
import type { Action } from '../../../state/actions/registry.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { setStatus } from '../../../state/house.ts';

const isConnected = () => useDeskApp.getState().connection.state === 'connected';

/** Going online has keys of its own: one comes back in a hurry. */
export const statusActions: readonly Action[] = [
  {
    id: 'status.online',
    group: 'status',
    title: msg`Status: online`,
    keys: ['Mod+Shift+O'],
    overPopover: true,
    when: isConnected,
    run: () => void setStatus('online'),
  },
  {
    id: 'status.busy',
    group: 'status',
    title: msg`Status: busy`,
    keys: [],
    when: isConnected,
    run: () => void setStatus('busy'),
  },
  {
    id: 'status.away',
    group: 'status',
    title: msg`Status: away`,
    keys: [],
    when: isConnected,
    run: () => void setStatus('away'),
  },
  {
    id: 'status.invisible',
    group: 'status',
    title: msg`Status: invisible`,
    keys: [],
    when: isConnected,
    run: () => void setStatus('invisible'),
  },
];
