import { newId } from '#shared/domain/key.ts';
import type { DeskEvent, DeskEvents } from '#shared/protocol/desk.ts';
import type { AnswerOf, InputOf } from '#shared/protocol/registry.ts';
import { type Ask, Unanswered } from '../connection/requests.ts';

/** Events that are written under a key, and are asked for from the screen. */
export type Keyed = {
  [E in DeskEvent]: InputOf<DeskEvents, E> extends { key: string } ? E : never;
}[DeskEvent];

/**
 * Asks under a key of its own (P3). Where the line ended before the answer, the same thing asked again goes under
 * the same key: it is done once, and who pressed twice is not told that they have lost a race with themselves.
 */
export function createAskedOnce() {
  const keys = new Map<string, string>();

  return async <E extends Keyed>(
    ask: Ask,
    event: E,
    input: Omit<InputOf<DeskEvents, E>, 'key'>,
  ): Promise<AnswerOf<DeskEvents, E>> => {
    const name = `${event} ${JSON.stringify(input)}`;
    const key = keys.get(name) ?? newId();
    keys.set(name, key);
    try {
      const answer = await ask(event, { ...input, key } as InputOf<DeskEvents, E>);
      keys.delete(name);
      return answer;
    } catch (error) {
      if (!(error instanceof Unanswered)) keys.delete(name);
      throw error;
    }
  };
}
