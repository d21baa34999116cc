import { newId } from '#shared/domain/key.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { LinksAnswer, UploadState } from '#shared/protocol/files.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import { maxFileBytes } from '#shared/protocol/limits.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { Log } from '../platform/log/index.ts';
import type { Secrets } from '../platform/secrets.ts';
import { createBroom } from './broom.ts';
import { createFolder, type Variant } from './folder.ts';
import { createImages } from './images.ts';
import { createLinks } from './links.ts';
import { createRecords, type FileRecord, refOf } from './records.ts';
import type { Served } from './serve.ts';
import { createUploads, type FileLimits } from './uploads.ts';

const defaultLimits: FileLimits = { size: maxFileBytes, visitorPerDay: 10 * maxFileBytes };

export type Files = ReturnType<typeof createFiles>;

/** Everything that goes along with messages: how it comes in, who may have it, and how it goes. */
export function createFiles(parts: {
  readonly database: Database;
  readonly workspaceId: string;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly log: Log;
  /** Where the bytes lie. */
  readonly root: string;
  readonly limits?: Partial<FileLimits> | undefined;
  /** Rejects with a refusal unless the person may read the conversation. */
  readonly checkRead: (person: Me, conversationId: string) => Promise<void>;
  /** Whether a canned reply that they may use has this file. */
  readonly inReplyOf: (person: Me, fileId: string) => Promise<boolean>;
  /** Whose conversation it is: id of the visitor, null where there is none. */
  readonly visitorIn: (conversationId: string) => Promise<string | null>;
}) {
  const { database, workspaceId, clock, secrets, log, checkRead, inReplyOf, visitorIn } = parts;
  const records = createRecords(database, workspaceId);
  const folder = createFolder(parts.root);
  const images = createImages(log);
  const links = createLinks(database, workspaceId, clock, secrets);
  const uploads = createUploads({
    ...{ records, folder, images, clock },
    limits: { ...defaultLimits, ...parts.limits },
  });
  const broom = createBroom(records, folder, clock);

  const served = (record: FileRecord | null, variant: Variant, keepFor: number): Served => {
    if (record?.type == null || (variant === 'thumb' && record.has_thumb === 0))
      throw new RefusalError('not_found');
    const { id, name } = record;
    const type = variant === 'thumb' ? 'image/webp' : record.type;
    return { path: folder.path(id, variant), type, name, keepFor };
  };

  return {
    uploads,

    /** A person has the files of what they may read, and what they have sent here themselves. */
    forPerson: async (person: Me, id: string, variant: Variant): Promise<Served> => {
      const record = await records.of(id);
      if (record === null) throw new RefusalError('not_found');
      if (record.owner_kind === 'reply') {
        if (!(await inReplyOf(person, id))) throw new RefusalError('not_found');
      } else if (record.conversation_id !== null) await checkRead(person, record.conversation_id);
      else if (record.owner_id !== person.id) throw new RefusalError('not_found');
      return served(record, variant, 0);
    },

    /** A file of a canned reply once more, for the message that it goes with. The same key again is the same copy. */
    copy: async (person: Me, key: string, from: string): Promise<UploadState> => {
      const owner = { kind: 'person', id: person.id } as const;
      const state = (of: FileRecord) => ({ id: of.id, at: of.upload_size, file: refOf(of) });
      const known = await records.byKey(owner, key);
      if (known !== null) return state(known);
      const record = await records.of(from);
      if (record?.type == null || record.owner_kind !== 'reply' || !(await inReplyOf(person, from)))
        throw new RefusalError('file_gone');
      const id = newId();
      await folder.copy(from, id, record.has_thumb === 0 ? ['file'] : ['file', 'thumb']);
      const isMine = await records.addCopy(record, id, owner, key, clock.now());
      if (!isMine) await folder.remove(id);
      const copy = await records.byKey(owner, key);
      if (copy === null) throw new RefusalError('conflict');
      return state(copy);
    },

    forLink: async (id: string, variant: Variant, until: number, sign: string): Promise<Served> => {
      if (!(await links.isGood(id, variant, until, sign))) throw new RefusalError('not_found');
      const record = await records.of(id);
      const said = record?.conversation_id ?? null;
      // Also a link from before it was taken back.
      if (said !== null && (await records.recalledIn([said])).has(id)) throw new RefusalError('not_found');
      return served(record, variant, Math.max(0, Math.floor((until - clock.now()) / 1000)));
    },

    /** Of those that are named, the ones in conversations of this visitor that nobody has taken back. */
    linksFor: async (visitorId: string, ids: readonly string[]): Promise<LinksAnswer> => {
      const until = links.until();
      const found = (await records.ofMany(ids)).filter(({ type }) => type !== null);
      const theirs = new Set<string>();
      for (const conversationId of new Set(found.map((record) => record.conversation_id)))
        if (conversationId !== null && (await visitorIn(conversationId)) === visitorId)
          theirs.add(conversationId);
      const recalled = await records.recalledIn([...theirs]);
      const mine = found.filter(({ id, conversation_id: said, owner_id: owner }) =>
        said === null ? owner === visitorId : theirs.has(said) && !recalled.has(id),
      );
      return {
        until,
        links: await Promise.all(
          mine.map(async ({ id, has_thumb: hasThumb }) => ({
            id,
            url: await links.make(id, 'file', until),
            thumb: hasThumb === 0 ? null : await links.make(id, 'thumb', until),
          })),
        ),
      };
    },

    sweep: broom.sweep,
    erase: broom.erase,
    stop: images.stop,
  };
}
