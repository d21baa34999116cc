import * as z from 'zod/mini';
import { type Contact, contact } from '#shared/domain/public-entry.ts';
import { id, personName } from '#shared/protocol/fields.ts';
import type { QueueState, Service } from '#shared/protocol/service.ts';
import type { PublicConversation } from '#shared/protocol/visitor.ts';
import { makeKept, readJson } from './kept.ts';
import type { OutboxItem } from './outbox.ts';

const choice = z.object({ id, name: personName });
export type Choice = z.infer<typeof choice>;

export const nobody: Contact = { name: null, email: null, phone: null };

/**
 * What the hub says of what the visitor can expect, and what the visitor wants of it: whom they have chosen, how
 * they can be reached. The two wishes are kept for this tab.
 */
export function createReception(base: string, changed: () => void) {
  const keptChoice = makeKept(`yingke:choice:${base}`);
  const keptContact = makeKept(`yingke:contact:${base}`);
  let service: Service | null = null;
  let queue: QueueState | null = null;
  const readChoice = (): Choice | null => choice.safeParse(readJson(keptChoice)).data ?? null;
  let chosen = readChoice();
  return {
    service: (): Service | null => service,
    queue: (): QueueState | null => queue,
    chosen: (): Choice | null => chosen,
    /** Chosen, and there: who has gone meanwhile cannot be asked for. */
    to: (): string | null => (service?.agents.some(({ id }) => id === chosen?.id) && chosen?.id) || null,
    contact: (): Contact => contact.safeParse(readJson(keptContact)).data ?? nobody,
    isServed(news: Service): void {
      service = news;
      changed();
    },
    isQueued(news: QueueState | null): void {
      queue = news;
      changed();
    },
    choose(next: Choice | null): void {
      chosen = next && { id: next.id, name: next.name };
      keptChoice.write(chosen ? JSON.stringify(chosen) : '');
      changed();
    },
    /** Somebody else is here now. */
    forget(): void {
      queue = null;
      chosen = null;
      keptChoice.write('');
      keptContact.write('');
    },
    keepContact: (next: Contact): void => keptContact.write(JSON.stringify(next)),
  };
}

/**
 * Where the visitor stands, besides talking: about to begin, when somebody may be chosen; in the queue; before a
 * closed house, where messages are left; `left`: they have left one, and are answered later.
 */
export type Stand = 'begin' | 'queued' | 'closed' | 'left' | null;

/** Pure. `outbox` is what is still on its way: what it will come to counts already. */
export function standOf(
  service: Service | null,
  conversation: Pick<PublicConversation, 'status' | 'kind' | 'agent'> | null,
  outbox: readonly Pick<OutboxItem, 'state' | 'contact'>[],
): Stand {
  const last = outbox.filter(({ state }) => state !== 'refused').at(-1);
  if (last?.contact) return 'left';
  if (conversation !== null && conversation.status !== 'closed') {
    if (conversation.agent !== null) return null;
    // What they write now makes it one that waits.
    if (conversation.kind === 'message' && !last) return 'left';
    return conversation.status === 'queued' ? 'queued' : null;
  }
  if (last || service === null) return null;
  if (!service.open) return 'closed';
  return 'begin';
}
