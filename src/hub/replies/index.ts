import { newId } from '#shared/domain/key.ts';
import type { Reply, ReplyContent } from '#shared/domain/replies/reply.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import type { replyEvents } from '#shared/protocol/replies.ts';
import type { Profiles } from '../people/index.ts';
import type { Audit } from '../platform/access/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { Handlers } from '../platform/realtime/index.ts';
import { mayUseFile, refsOf } from './files.ts';
import { countUses, headRevision, pullReplies, usesOf } from './read.ts';
import { toReply } from './row.ts';
import type { Viewer } from './viewer.ts';
import { type Wish, type Written, writeWishes } from './write.ts';

type Actor = { readonly kind: 'person'; readonly id: string; readonly person: Me };

export type Replies = Awaited<ReturnType<typeof createReplies>>;

/** Canned replies (A2): the house's, the groups' and everybody's own. */
export async function createReplies(options: {
  readonly database: Database;
  readonly workspace: { readonly id: string; readonly epoch: string };
  readonly clock: Clock;
  readonly profiles: Pick<Profiles, 'profileOf' | 'onChange'>;
  readonly hasGroup: (id: string) => boolean;
  readonly audit: Pick<Audit, 'changedIn'>;
  readonly tell: (rooms: string[], news: { revision: number }) => void;
}) {
  const { database, workspace, clock, profiles, hasGroup, audit, tell } = options;
  const place = { database, workspaceId: workspace.id, epoch: workspace.epoch };
  /** Up to which everybody here was told. */
  let told = await headRevision(place);

  const viewerOf = async ({ id, name, role }: Me): Promise<Viewer> => ({
    id,
    name,
    role,
    groups: role === 'agent' ? (await profiles.profileOf(id)).groups : null,
  });

  /** A personal one is told of to its owner alone, unless another node has written something in between. */
  const tellOf = (written: readonly Written[]): void => {
    for (const { row, before } of written) {
      if (before === 'same') continue;
      const isPersonal = row.owner_id !== null && (before === null || before.owner_id === row.owner_id);
      const isNext = row.revision === told + 1;
      told = Math.max(told, row.revision);
      tell([isPersonal && isNext ? `person:${row.owner_id}` : 'workspace'], { revision: row.revision });
    }
  };

  /** `line`: of the audit trail, by how many are about to be written; null: of what the house comes with there is none. */
  const write = async (
    viewer: Viewer,
    wishes: readonly Wish[],
    line: ((count: number) => Parameters<Audit['changed']>[0]) | null,
  ): Promise<(Written | RefusalError)[]> => {
    const grounds = { viewer, workspaceId: workspace.id, now: clock.now(), hasGroup };
    const results = await database.transaction((bulk) =>
      writeWishes(bulk, grounds, wishes, async (count) => {
        if (line !== null) await audit.changedIn(bulk, line(count));
      }),
    );
    tellOf(results.filter((one): one is Written => !(one instanceof RefusalError)));
    return results;
  };

  const writeOne = async (actor: Actor, wish: Wish, address: string): Promise<Written> => {
    const line = { event: `reply.${wish.kind}`, actor: by(actor), address, subject: wish.id };
    const [result] = await write(await viewerOf(actor.person), [wish], () => line);
    if (result === undefined) throw new RefusalError('internal');
    if (result instanceof RefusalError) throw result;
    return result;
  };

  const answerOf = async ({ row }: Written): Promise<Reply> => toReply(row, await refsOf(place, [row]));

  const handlers: Handlers<typeof replyEvents, Actor> = {
    'replies.pull': async ({ person }, asked) => pullReplies(place, await viewerOf(person), asked),
    'reply.save': async (actor, input, address = '') =>
      answerOf(await writeOne(actor, { kind: 'save', ...input }, address)),
    'replies.write': async (actor, { replies }, address = '') => {
      const wishes = replies.map((one) => ({ kind: 'save' as const, ...one }));
      const line = { event: 'replies.write', actor: by(actor), address };
      const results = await write(await viewerOf(actor.person), wishes, (count) => ({
        ...line,
        subject: `${count}`,
      }));
      const rows = results.flatMap((one) => (one instanceof RefusalError ? [] : [one.row]));
      const refs = await refsOf(place, rows);
      return {
        results: results.map((one, at) => {
          const id = wishes[at]?.id ?? '';
          return one instanceof RefusalError
            ? { id, reply: null, code: one.refusal.code }
            : { id, reply: toReply(one.row, refs), code: null };
        }),
      };
    },
    'reply.delete': async (actor, input, address = '') => ({
      version: (await writeOne(actor, { kind: 'delete', ...input }, address)).row.version,
    }),
    'reply.restore': async (actor, input, address = '') =>
      answerOf(await writeOne(actor, { kind: 'restore', ...input }, address)),
    'replies.use': async ({ person }, { uses }) => {
      await countUses(place, await viewerOf(person), uses, clock.now());
      return null;
    },
    'replies.uses': async ({ person }, { after }) => usesOf(place, await viewerOf(person), after ?? ''),
  };

  const stopListening = profiles.onChange((personId) => tell([`person:${personId}`], { revision: told }));

  return {
    handlers,
    /** Whether a reply that they may use has this file. */
    mayUseFile: async (person: Me, fileId: string): Promise<boolean> =>
      mayUseFile(place, await viewerOf(person), fileId),
    /** What another node has written; every second. */
    look: async (): Promise<void> => {
      const head = await headRevision(place);
      if (head <= told) return;
      told = head;
      tell(['workspace'], { revision: head });
    },
    /** Puts these into a house that has none yet, as of somebody of that name. */
    seed: async (name: string, contents: readonly ReplyContent[]): Promise<void> => {
      if ((await headRevision(place)) > 0) return;
      const viewer = { id: '', name, role: 'admin', groups: null } as const;
      await write(
        viewer,
        contents.map((content) => ({ kind: 'save', id: newId(), version: 0, content })),
        null,
      );
    },
    stop: stopListening,
  };
}

function by({ id }: Actor) {
  return { kind: 'person', id } as const;
}
