import type { Clock } from '#shared/domain/clock.ts';
import { type DeskEvent, type DeskEvents, deskEvents } from '#shared/protocol/desk.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import { ackTimeout } from '#shared/protocol/limits.ts';
import type { AnswerOf, InputOf } from '#shared/protocol/registry.ts';
import { asRefusal, refusalIn } from './hub-http.ts';

/** It left and no answer came: whether the hub did what it was asked is not known. */
export class Unanswered extends RefusalError {
  constructor() {
    super('unavailable');
    this.name = 'Unanswered';
  }
}

export type Ask = <E extends DeskEvent>(
  event: E,
  input: InputOf<DeskEvents, E>,
) => Promise<AnswerOf<DeskEvents, E>>;

/** What is needed of a socket to ask over it. */
export type Emitter = {
  readonly connected: boolean;
  readonly emit: (event: string, input: unknown, ack: (answer: unknown) => void) => unknown;
};

export type Requests = {
  readonly ask: Ask;
  /** The line is gone: nothing that waits will be answered. */
  readonly abandon: () => void;
};

/**
 * Questions over one socket. Each is answered once: by the hub (its answer checked by the schema),
 * by the timeout, or by the end of the line; nothing is buffered for a line that is not there.
 */
export function createRequests(
  emitter: () => Emitter | null,
  clock: Clock,
  onRoundTrip: (milliseconds: number) => void,
): Requests {
  const waiting = new Set<(error: Error) => void>();

  const ask: Ask = (event, input) =>
    new Promise((resolve, reject) => {
      const socket = emitter();
      if (socket === null || !socket.connected) {
        reject(new RefusalError('unavailable'));
        return;
      }
      const from = clock.now();
      const finish = (settle: () => void): void => {
        if (!waiting.delete(fail)) return;
        cancel();
        settle();
      };
      const fail = (error: Error): void => finish(() => reject(error));
      const cancel = clock.after(ackTimeout, () => fail(new Unanswered()));
      waiting.add(fail);
      socket.emit(event, input, (answer) => {
        onRoundTrip(clock.now() - from);
        finish(() => {
          try {
            resolve(answerTo(event, answer));
          } catch (error) {
            reject(error instanceof Error ? error : new RefusalError('internal'));
          }
        });
      });
    });

  return {
    ask,
    abandon: () => {
      for (const fail of [...waiting]) fail(new Unanswered());
    },
  };
}

function answerTo<E extends DeskEvent>(event: E, answer: unknown): AnswerOf<DeskEvents, E> {
  const refused = refusalIn(answer);
  if (refused !== null) throw new RefusalError(refused);
  const value = typeof answer === 'object' && answer !== null && 'value' in answer ? answer.value : undefined;
  const parsed = deskEvents[event].answer.safeParse(value);
  if (!parsed.success) throw new RefusalError(asRefusal(answer) ?? 'internal');
  return parsed.data as AnswerOf<DeskEvents, E>;
}
