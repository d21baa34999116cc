import { msg } from '@lingui/core/macro';
import type { Look } from '#shared/ipc/app.ts';
import type { KeyRow } from './row.ts';

type Told = Pick<KeyRow, 'id' | 'group' | 'title' | 'keys'>;

/** Keys that mean something only in one place of the screen: told, and never given to anything else. */
export function keysInPlace(sendKey: Look['sendKey']): readonly KeyRow[] {
  const sends = sendKey === 'enter';
  const told: readonly Told[] = [
    writing('send', msg`Send the answer`, sends ? ['Enter'] : ['Mod+Enter']),
    writing('line', msg`New line`, sends ? ['Shift+Enter'] : ['Enter', 'Shift+Enter']),
    writing('send-held', msg`Send all the same what was held, once one has read why`, ['Mod+Enter']),
    writing('replies', msg`Canned replies, anywhere in an answer`, ['/']),
    writing('mention', msg`Call a colleague, in a note`, ['@']),
    moving('list', msg`Along the list, once one is in it; Enter opens`, ['ArrowUp', 'ArrowDown']),
    moving('alerts', msg`Acknowledge an alert, in their list`, ['A']),
    moving('lines', msg`Along the lines of a conversation, once one is in it`, ['ArrowUp', 'ArrowDown']),
    moving('line-menu', msg`What one can do with this line`, ['Shift+F10']),
    moving('viewer', msg`Larger, smaller, whole: in the view of a picture`, ['+', '-', '0']),
    {
      id: 'place.tab-close',
      group: 'tabs',
      title: msg`Close this tab, in the row of tabs`,
      keys: ['Delete'],
    },
  ];
  return told.map((one) => ({ ...one, action: null }));
}

function writing(id: string, title: Told['title'], keys: Told['keys']): Told {
  return { id: `place.${id}`, group: 'writing', title, keys };
}

function moving(id: string, title: Told['title'], keys: Told['keys']): Told {
  return { id: `place.${id}`, group: 'move', title, keys };
}
