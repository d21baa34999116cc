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
    'reports.ask': ({ person }, asked) => reports.ask(person, asked),
    'reports.cancel': async ({ person }, { key }) => reports.cancel(person.id, key),
    'reports.behind': ({ person }, asked) => reports.behind(person, asked),
    'reports.explain': ({ person }, asked) => reports.explain(person, asked),
    'reports.choices': ({ person }) => reports.choices(person),
  };
}
