import type { Told } from '#shared/domain/supervision/settings.ts';
import type { DeskNews } from '#shared/protocol/desk.ts';
import { type DeskActor, isIn, type Reads } from '../conversations/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { StepRights } from './rights.ts';
import type { Trail } from './trail.ts';

/** Should the hub die that says so, nobody watches any more after so long. Milliseconds. */
const holds = 60_000;
const renewEvery = 20_000;
/** Back within so long, it is the same watch, and no second line of the audit trail. Milliseconds. */
const sameWatch = 5 * 60_000;

type Watched = DeskNews['watched'];
export type Watchers = ReturnType<typeof createWatchers>;

/**
 * Who looks at a conversation of somebody else (E2). Of itself that is told to nobody: not a packet leaves because of it, unless
 * the house wants its agents to know, and then to that agent alone. Which node they are on makes no difference.
 */
export function createWatchers(options: {
  readonly database: Database;
  readonly clock: Clock;
  readonly reads: Pick<Reads, 'held'>;
  readonly rights: Pick<StepRights, 'settings'>;
  readonly trail: Pick<Trail, 'write'>;
  readonly tell: (personId: string, news: Watched) => void;
}) {
  const { database, clock, reads, rights, trail, tell } = options;
  const { kysely } = database;
  /** By socket: what it looks at. */
  const sockets = new Map<DeskActor, Set<string>>();
  const lines = new Map<string, number>();
  /** Names of who watches, by conversation, as it was last read. */
  let watching = new Map<string, readonly string[]>();
  /** Who was told what of it last. */
  const told = new Map<string, { readonly agentId: string; readonly words: string }>();
  let renewedAt = clock.now();

  const isHere = (personId: string, conversationId: string): boolean =>
    [...sockets].some(([{ id }, conversations]) => id === personId && conversations.has(conversationId));

  const named = (names: readonly string[], how: Told): Watched['by'] =>
    how === 'never' ? [] : how === 'name' ? [...names] : names.map(() => null);

  const stateOf = async (conversationId: string): Promise<{ agentId: string; news: Watched } | null> => {
    const conversation = (await reads.held(conversationId))?.conversation;
    if (conversation?.agent == null) return null;
    const { told: live, toldAfterwards } = rights.settings();
    const how = conversation.status === 'closed' ? toldAfterwards : live;
    const by = named(watching.get(conversationId) ?? [], how);
    return { agentId: conversation.agent.id, news: { conversationId, by } };
  };

  const settle = async (conversationId: string): Promise<void> => {
    const state = await stateOf(conversationId);
    const before = told.get(conversationId);
    if (before !== undefined && before.agentId !== state?.agentId)
      tell(before.agentId, { conversationId, by: [] });
    if (state === null || state.news.by.length === 0) {
      told.delete(conversationId);
      if (before !== undefined && before.agentId === state?.agentId) tell(before.agentId, state.news);
      return;
    }
    const words = JSON.stringify(state.news.by);
    if (before?.agentId === state.agentId && before.words === words) return;
    told.set(conversationId, { agentId: state.agentId, words });
    tell(state.agentId, state.news);
  };

  const read = async (): Promise<void> => {
    const rows = await kysely
      .selectFrom('watch')
      .select(['conversation_id', 'person_name'])
      .where('until', '>', clock.now())
      .orderBy('since')
      .orderBy('person_id')
      .execute();
    const next = new Map<string, readonly string[]>();
    for (const { conversation_id: id, person_name: name } of rows)
      next.set(id, [...(next.get(id) ?? []), name]);
    const ids = new Set([...watching.keys(), ...next.keys(), ...told.keys()]);
    watching = next;
    for (const id of ids) await settle(id);
  };

  const remove = async (personId: string, conversationId: string): Promise<void> => {
    if (isHere(personId, conversationId)) return;
    await kysely
      .deleteFrom('watch')
      .where('person_id', '=', personId)
      .where('conversation_id', '=', conversationId)
      .execute();
    await read();
  };

  const renew = async (now: number): Promise<void> => {
    if (now - renewedAt < renewEvery) return;
    renewedAt = now;
    for (const [key, at] of lines) if (now - at > sameWatch) lines.delete(key);
    for (const [{ id }, conversations] of sockets)
      for (const conversationId of conversations)
        await kysely
          .updateTable('watch')
          .set({ until: now + holds })
          .where('person_id', '=', id)
          .where('conversation_id', '=', conversationId)
          .execute();
    await kysely.deleteFrom('watch').where('until', '<=', now).execute();
  };

  /** Written down, and kept as watching for a while. Answers whether there is anybody to be watched by them. */
  const see = async ({ person }: DeskActor, id: string, address: string | undefined): Promise<boolean> => {
    const conversation = (await reads.held(id))?.conversation;
    // Who is in it is seen by all who are; and where nobody has it there is nobody to be watched.
    if (conversation?.agent == null || isIn(conversation, person.id)) return false;
    const key = `${person.id} ${id}`;
    const now = clock.now();
    if (now - (lines.get(key) ?? Number.NEGATIVE_INFINITY) > sameWatch)
      await trail.write(person, 'watch', id, address);
    lines.set(key, now);
    const until = now + holds;
    await kysely
      .insertInto('watch')
      .values({
        ...{ person_id: person.id, person_name: person.name, conversation_id: id, since: now, until },
      })
      .onConflict((oc) => oc.columns(['conversation_id', 'person_id']).doUpdateSet({ until }))
      .execute();
    return true;
  };

  return {
    begin: async (actor: DeskActor, conversationId: string, address: string | undefined): Promise<void> => {
      if (!(await see(actor, conversationId, address))) return;
      const own = sockets.get(actor) ?? new Set();
      sockets.set(actor, own.add(conversationId));
      await read();
    },
    /**
     * Lines of it are about to leave for who supervises: that is looking at it, whatever their desk says. It counts as watching for as
     * long as one that does not renew it.
     */
    read: async (actor: DeskActor, conversationId: string, address: string | undefined): Promise<void> => {
      if (await see(actor, conversationId, address)) await read();
    },
    end: async (actor: DeskActor, conversationId: string): Promise<void> => {
      if (sockets.get(actor)?.delete(conversationId) !== true) return;
      await remove(actor.id, conversationId);
    },
    /** The socket is gone, and with it what it looked at. */
    left: async (actor: DeskActor): Promise<void> => {
      const own = sockets.get(actor) ?? new Set();
      sockets.delete(actor);
      for (const conversationId of own) await remove(actor.id, conversationId);
    },
    /** It went to somebody else, or who watched is in it now. */
    moved: async (conversationId: string): Promise<void> => {
      if (!watching.has(conversationId) && !told.has(conversationId)) return;
      const conversation = (await reads.held(conversationId))?.conversation;
      if (conversation !== undefined) {
        for (const [actor, own] of sockets) if (isIn(conversation, actor.id)) own.delete(conversationId);
        const ids = [conversation.agent, ...conversation.guests].flatMap((one) => one?.id ?? []);
        await kysely
          .deleteFrom('watch')
          .where('conversation_id', '=', conversationId)
          .where('person_id', 'in', [...ids, ''])
          .execute();
      }
      await read();
      await settle(conversationId);
    },
    /** What this person is to know as they come. */
    toldTo: (personId: string): Watched[] =>
      [...told].flatMap(([conversationId, { agentId, words }]) =>
        agentId === personId ? [{ conversationId, by: JSON.parse(words) as Watched['by'] }] : [],
      ),
    /** Every second: what other nodes say, and what the settings say by now. */
    look: async (): Promise<void> => {
      await renew(clock.now());
      // A file is one hub's own: where nobody watches here, nobody does.
      if (database.kind === 'sqlite' && watching.size === 0 && told.size === 0) return;
      await read();
    },
  };
}
