import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { ChosenStatus } from '#shared/domain/routing/status.ts';
import type { BoardAgent } from '#shared/protocol/board.ts';
import { useHouse } from '../../../state/house.ts';
import type { RowAction, RowActions } from '../../../state/row-actions.ts';
import { askStep, resumeGroup, setStatusOf } from '../../../state/stepping.ts';
import { mayStepNow } from '../../../state/supervision.ts';

/** Of who is not here nobody says how they are. */
const setTo = (status: ChosenStatus, title: MessageDescriptor): RowAction<BoardAgent> => ({
  id: `status-${status}`,
  title,
  when: (agent) =>
    agent.status !== 'offline' && agent.status !== status && mayStepNow('status', agent.groups),
  run: (agent) => void setStatusOf(agent, status),
});

const isPaused = (id: string): boolean =>
  useHouse.getState().groups.some((group) => group.id === id && group.paused !== undefined);

/**
 * What can be done with a line of the live board, besides opening it: the parts of the desk that do it add a line each. A
 * title is `msg`, so that both languages have it; `when` says for which lines it makes sense, and is granted.
 */
export const rowActions: RowActions = {
  conversation: [],
  agent: [
    setTo('online', msg`Set to online`),
    setTo('busy', msg`Set to busy`),
    setTo('away', msg`Set to away`),
  ],
  group: [
    {
      id: 'move',
      title: msg`Move its queue to another group…`,
      when: ({ id }) => mayStepNow('moveQueue', id),
      run: ({ id, name }) => askStep({ is: 'move', group: { id, name } }),
    },
    {
      id: 'pause',
      title: msg`Pause the group…`,
      when: ({ id }) => !isPaused(id) && mayStepNow('pause', id),
      run: ({ id, name }) => askStep({ is: 'pause', group: { id, name } }),
    },
    {
      id: 'resume',
      title: msg`Let the group go on`,
      when: ({ id }) => isPaused(id) && mayStepNow('pause', id),
      run: ({ id, name }) => void resumeGroup({ id, name }),
    },
  ],
};
