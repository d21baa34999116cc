import { setTimeout } from 'node:timers/promises';
import type { RebuildState } from '#shared/protocol/admin.ts';
import { Complaint } from '../command-line.ts';
import type { Command } from './command.ts';

/** How often it is asked how far it is. Milliseconds. */
const every = 500;

/** The figures' own records, which can be made from the conversations at any time. */
export const reportCommands: readonly Command[] = [
  {
    name: 'reports rebuild',
    takes: [],
    flags: [],
    run: async ({ call }, { flags }, out) => {
      let state = await call('reports.rebuild', {});
      let said = -1;
      while (state.isRunning) {
        const percent = percentOf(state);
        if (percent !== said && flags.json !== true) out(`${progressText(state)}\n`);
        said = percent;
        await setTimeout(every);
        state = await call('reports.rebuilding', null);
      }
      if (state.hasFailed)
        throw new Complaint(
          'not_rebuilt',
          'It failed; the hub’s log says why. What was made stays: “reports rebuild” begins anew.',
        );
      if (state.facts === null)
        throw new Complaint(
          'not_rebuilt',
          'The hub was started anew meanwhile. It goes on by itself; “reports rebuild” once more says when it is done.',
        );
      return { value: { facts: state.facts }, text: `Made anew: the facts of ${state.facts} conversations.` };
    },
  },
];

const percentOf = ({ done, of }: RebuildState): number => (of === 0 ? 0 : Math.floor((100 * done) / of));

export function progressText(state: RebuildState): string {
  const { done, of } = state;
  return of === 0 ? 'Begins …' : `${done} of ${of} entries (${percentOf(state)} %)`;
}
