import type { StepAction } from '#shared/domain/supervision/actions.ts';
import { type RefusalCode, refusalOf } from '#shared/protocol/errors.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import type { Audit } from '../platform/access/index.ts';

type Line = readonly [
  person: Me,
  action: StepAction | 'resume' | 'found',
  subject: string,
  address: string | undefined,
];

export type Trail = {
  /** Writes down who steps in, where, and from where they do. Resolves when it is on disk. */
  readonly write: (...line: Line) => Promise<void>;
  /** The line first, then the act: nothing is done that is not written down. What came of it, where it was not done, is a line too. */
  readonly before: <T>(line: Line, act: () => Promise<T>) => Promise<T>;
};

export function createTrail({ changed }: Pick<Audit, 'changed'>): Trail {
  const keep = ([person, action, subject, address]: Line, failed?: RefusalCode) =>
    changed({
      event: `supervise.${action}`,
      actor: { kind: 'person', id: person.id },
      address: address ?? '',
      subject,
      ...(failed !== undefined && { failed }),
    });
  return {
    write: (...line) => keep(line),
    before: async (line, act) => {
      await keep(line);
      try {
        return await act();
      } catch (error) {
        await keep(line, refusalOf(error).code);
        throw error;
      }
    },
  };
}
