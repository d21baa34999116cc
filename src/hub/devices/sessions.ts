import { RefusalError } from '#shared/protocol/errors.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import type { sessionEvents } from '#shared/protocol/sessions.ts';
import type { Audit, Sessions } from '../platform/access/index.ts';
import type { Handlers } from '../platform/realtime/index.ts';
import type { SignInNotices } from './notices.ts';

type Asker = {
  readonly kind: 'person';
  readonly id: string;
  readonly person: Me;
  readonly sessionId: string;
};

/** Where one is signed in, the end of that by oneself, and what is new there. On the trail before it is done. */
export function sessionHandlers(parts: {
  readonly sessions: Pick<Sessions, 'listOf' | 'endThese' | 'answered'>;
  readonly audit: Pick<Audit, 'changed'>;
  readonly now: () => number;
  /** Whether a desk with it is connected right now. */
  readonly isHere: (sessionId: string) => boolean;
  /** Their desks hear that it was the person's own doing. */
  readonly revoke: (sessionId: string) => void;
  readonly notices: Pick<SignInNotices, 'sameComputer' | 'look'>;
}): Handlers<typeof sessionEvents, Asker> {
  const { sessions, audit, now, isHere, revoke, notices } = parts;

  const end = async (
    { person }: Asker,
    line: { readonly event: string; readonly subject: string },
    address: string,
    ids: readonly string[],
  ): Promise<number> => {
    await audit.changed({ ...line, actor: { kind: 'person', id: person.id }, address });
    const ended = await sessions.endThese(ids, 'self');
    for (const id of ended) revoke(id);
    await notices.look();
    return ended.length;
  };

  return {
    'sessions.list': async ({ person, sessionId }) => ({
      sessions: (await sessions.listOf(person.id)).map((one) => ({
        ...one,
        seenAt: isHere(one.id) ? now() : one.seenAt,
        isThis: one.id === sessionId,
      })),
    }),
    'sessions.end': async (asker, { id }, address = '') => {
      const own = await sessions.listOf(asker.person.id);
      // One’s own sign-in ends by signing out, which also removes what is kept here.
      if (id === asker.sessionId || !own.some((one) => one.id === id)) throw new RefusalError('not_found');
      await notices.look();
      // Whoever was not they may have signed in there more than once.
      const also = notices.sameComputer(asker.person.id, asker.sessionId, id);
      await end(asker, { event: 'sessions.end', subject: id }, address, [...new Set([id, ...also])]);
      return null;
    },
    'sessions.known': async ({ person, sessionId }, { id }, address = '') => {
      // As the database has it: another node may have begun it within this second.
      await notices.look();
      const there = notices.sameComputer(person.id, sessionId, id);
      if (there.length === 0) throw new RefusalError('not_found');
      const actor = { kind: 'person', id: person.id } as const;
      await audit.changed({ event: 'sessions.known', actor, address, subject: id });
      await sessions.answered(there);
      await notices.look();
      return null;
    },
    'sessions.endOthers': async (asker, _, address = '') => {
      const own = await sessions.listOf(asker.person.id);
      const others = own.filter(({ id }) => id !== asker.sessionId).map(({ id }) => id);
      if (others.length === 0) return { ended: 0 };
      const line = { event: 'sessions.endOthers', subject: `${others.length}` };
      return { ended: await end(asker, line, address, others) };
    },
  };
}
