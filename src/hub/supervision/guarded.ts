import type { Conversation } from '#shared/domain/conversation.ts';
import type { StepAction } from '#shared/domain/supervision/actions.ts';
import type { DeskEvents } from '#shared/protocol/desk.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import { type Conversations, type DeskActor, mayRead, ownershipOf } from '../conversations/index.ts';
import type { Handlers } from '../platform/realtime/index.ts';
import type { StepRights } from './rights.ts';
import type { Trail } from './trail.ts';
import type { Watchers } from './watchers.ts';

type Guarded = Pick<
  DeskEvents,
  | 'conversation.pull'
  | 'note.add'
  | 'supervise.join'
  | 'conversation.transfer'
  | 'conversation.invite'
  | 'offer.withdraw'
  | 'conversation.close'
>;

/**
 * What one does with one's own conversations, done by who supervises to those of others: the same events, with the right
 * to it asked for, and a line of the audit trail, before. Whose it is may change in between: then `version` refuses it.
 */
export function guarded(parts: {
  readonly conversations: Pick<Conversations, 'deskHandlers' | 'reads'>;
  readonly rights: StepRights;
  readonly trail: Trail;
  readonly watchers: Pick<Watchers, 'read'>;
}): Handlers<Guarded, DeskActor> {
  const { rights, trail, watchers } = parts;
  const { deskHandlers, reads } = parts.conversations;

  /** What one may not know of does not exist. */
  const rowOf = async ({ person }: DeskActor, id: string): Promise<Conversation> => {
    const held = await reads.held(id);
    if (held === null || !mayRead(person, ownershipOf(held))) throw new RefusalError('not_found');
    return held.conversation;
  };

  /** `action` is null where it is no step into the work of others. */
  const step = async <T>(
    { person }: DeskActor,
    conversation: Conversation,
    action: StepAction | null,
    address: string | undefined,
    act: () => Promise<T>,
  ): Promise<T> => {
    if (action === null) return act();
    rights.check(person, action, conversation.group?.id ?? null);
    return trail.before([person, action, conversation.id, address], act);
  };

  /** Of an agent the transcript's own rules say what they may. */
  const others = ({ person }: DeskActor, { agent }: Conversation): boolean =>
    person.role !== 'agent' && agent?.id !== person.id;

  const onOthers =
    <I extends { readonly conversationId: string }, T>(
      handle: (actor: DeskActor, input: I) => Promise<T>,
      action: StepAction,
    ) =>
    async (actor: DeskActor, input: I, address?: string): Promise<T> => {
      const conversation = await rowOf(actor, input.conversationId);
      const is = others(actor, conversation) ? action : null;
      return step(actor, conversation, is, address, () => handle(actor, input));
    };

  return {
    'conversation.pull': async (actor, input, address) => {
      const page = await deskHandlers['conversation.pull'](actor, input);
      // Written down before it leaves. A desk that asks only how far it is gets no line of it.
      if (actor.person.role !== 'agent' && page.entries.length > 0)
        await watchers.read(actor, input.conversationId, address);
      return page;
    },
    'note.add': async (actor, input, address) => {
      const act = () => deskHandlers['note.add'](actor, input);
      if (input.whisper === undefined) return act();
      if (actor.person.role === 'agent') throw new RefusalError('forbidden');
      return step(actor, await rowOf(actor, input.conversationId), 'whisper', address, act);
    },
    'supervise.join': onOthers(deskHandlers['supervise.join'], 'join'),
    'conversation.transfer': async (actor, input, address) => {
      const conversation = await rowOf(actor, input.conversationId);
      const { to } = input;
      const isMine = 'person' in to && to.person === actor.id && !to.ask;
      const is = others(actor, conversation) ? (isMine ? 'takeOver' : 'reassign') : null;
      return step(actor, conversation, is, address, () =>
        deskHandlers['conversation.transfer'](actor, input),
      );
    },
    'conversation.invite': onOthers(deskHandlers['conversation.invite'], 'reassign'),
    'offer.withdraw': onOthers(deskHandlers['offer.withdraw'], 'reassign'),
    'conversation.close': onOthers(deskHandlers['conversation.close'], 'close'),
  };
}
