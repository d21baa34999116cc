import type { Conversation } from '#shared/domain/conversation.ts';
import { isOpen } from '#shared/domain/routing/hours.ts';
import { agentSilentIn, customerSilentIn, waitIn } from '#shared/domain/watch/held.ts';
import type { Scene, Subject } from '#shared/domain/watch/judge.ts';
import type { Clock } from '../platform/clock.ts';
import type { Routing } from '../routing/index.ts';
import type { Named } from './store.ts';

/** What rules go by, out of what routing knows in memory: looking at it every second asks the database nothing. */
export function createScene(options: {
  readonly clock: Pick<Clock, 'now'>;
  readonly known: Routing['known'];
  readonly levelOf: Scene['levelOf'];
}) {
  const { clock, known, levelOf } = options;
  const { board, roster, statuses, presence, plan } = known;

  const opens = (hoursId: string): boolean => {
    const hours = plan().hours.find(({ id }) => id === hoursId);
    return hours === undefined || isOpen(hours, clock.now());
  };
  const groupOf = ({ group }: Conversation) => (group === null ? null : { id: group.id, name: group.name });

  return {
    isOpen: opens,
    groupOf: (conversationId: string) => {
      const conversation = board.seat(conversationId)?.conversation;
      return conversation === undefined ? null : groupOf(conversation);
    },
    now: (): Scene => {
      const queued = [...board.queued().values()].flatMap(({ conversation }) => {
        const wait = waitIn(conversation);
        return wait === null
          ? []
          : [{ id: conversation.id, group: groupOf(conversation), since: wait.since }];
      });
      return {
        now: clock.now(),
        queued,
        served: board.served().flatMap((conversation) => {
          const [asked, answered] = [agentSilentIn(conversation), customerSilentIn(conversation)];
          if (asked === null && answered === null) return [];
          return [
            {
              id: conversation.id,
              group: groupOf(conversation),
              waitingSince: asked?.since ?? null,
              answeredAt: answered?.since ?? null,
            },
          ];
        }),
        groups: plan().groups.map(({ id, name }) => ({
          id,
          name,
          waiting: queued.filter(({ group }) => group?.id === id).length,
        })),
        people: [...roster.members().values()].flatMap(({ id, name, role, profile }) => {
          if (role !== 'agent' || !presence.isThere(id)) return [];
          const { status, since } = statuses.of(id);
          return [{ id, name, groups: profile.groups, status, since }];
        }),
        levelOf,
        isOpen: opens,
      };
    },
    /** Who it is about, as it is to be kept with the alert. */
    named: ({ kind, id }: Subject): Named => {
      if (kind === 'person') {
        const member = roster.members().get(id);
        return { customer: null, person: { id, name: member?.name ?? '' } };
      }
      const conversation = kind === 'conversation' ? board.seat(id)?.conversation : undefined;
      const agent = conversation?.agent ?? null;
      return { customer: conversation?.visitor.name ?? null, person: agent };
    },
  };
}
