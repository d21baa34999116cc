import type { StepAction } from '#shared/domain/supervision/actions.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import type { Audit } from '../platform/access/index.ts';

/** Writes down who has stepped in, where, and from where they did. Resolves when it is on disk. */
export type Trail = (
  person: Me,
  action: StepAction | 'resume',
  subject: string,
  address: string | undefined,
) => Promise<void>;

export function createTrail({ changed }: Pick<Audit, 'changed'>): Trail {
  return (person, action, subject, address) =>
    changed({
      event: `supervise.${action}`,
      actor: { kind: 'person', id: person.id },
      address: address ?? '',
      subject,
    });
}
