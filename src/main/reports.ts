import type { IpcAnswer, IpcInput } from '#shared/ipc/contract.ts';
import { reportEvents } from '#shared/protocol/reports.ts';
import type { Seat } from './seat.ts';

type Call = keyof typeof reportEvents;
export type ReportHandlers = {
  readonly [C in Call]: (input: IpcInput<C>) => Promise<IpcAnswer<C>>;
};

/** Reports as the screen asks for them: all of it is the hub's, and nothing of it is kept here. */
export function createReportCalls(seat: () => Pick<Seat, 'ask'>): ReportHandlers {
  return Object.fromEntries(
    (Object.keys(reportEvents) as Call[]).map((event) => [
      event,
      async (input: never) => seat().ask(event, input),
    ]),
  ) as unknown as ReportHandlers;
}
