import type { DeskEvents } from '#shared/protocol/desk.ts';
import type { AnswerOf, InputOf } from '#shared/protocol/registry.ts';
import type { reportEvents } from '#shared/protocol/reports.ts';
import type { DeskActor } from '../conversations/index.ts';
import type { Reports } from './reports.ts';

type Handlers = {
  readonly [E in keyof typeof reportEvents]: (
    actor: DeskActor,
    input: InputOf<DeskEvents, E>,
  ) => Promise<AnswerOf<DeskEvents, E>>;
};

/** Reports as desks ask for them. */
export function reportHandlers(reports: Reports): Handlers {
  return {
    'reports.ask': ({ person }, asked) => reports.ask(person.id, asked),
    'reports.cancel': async ({ person }, { key }) => reports.cancel(person.id, key),
    'reports.behind': (_, asked) => reports.behind(asked),
    'reports.explain': (_, asked) => reports.explain(asked),
    'reports.choices': () => reports.choices(),
  };
}
