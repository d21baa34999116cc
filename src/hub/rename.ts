import type { Namespace } from 'socket.io';
import type { Customer } from '#shared/domain/customer/customer.ts';
import type { VisitorActor } from './conversations/index.ts';

/** Whoever sits there now writes under the name that staff have given them: it is in the rows from their next line on. */
export function renameHere(
  visitors: Pick<Namespace, 'sockets'>,
  { visitorIds, name }: Pick<Customer, 'visitorIds' | 'name'>,
): void {
  const ids = new Set(visitorIds);
  for (const { data } of visitors.sockets.values()) {
    const { actor } = data as { readonly actor: { visitor: VisitorActor['visitor'] } };
    if (ids.has(actor.visitor.id) && actor.visitor.name !== name) actor.visitor = { ...actor.visitor, name };
  }
}
