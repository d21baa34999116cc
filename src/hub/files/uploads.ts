import { newId } from '#shared/domain/key.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { BeginUpload, UploadState } from '#shared/protocol/files.ts';
import { maxFileName } from '#shared/protocol/limits.ts';
import type { Clock } from '../platform/clock.ts';
import type { Folder } from './folder.ts';
import type { Images } from './images.ts';
import { type Kind, kindOf } from './kinds.ts';
import { cleanName } from './names.ts';
import { type FileRecord, type Owner, type Records, refOf } from './records.ts';

/** What a hub takes. Bytes. */
export type FileLimits = {
  /** One file. */
  readonly size: number;
  /** Of one visitor within a day. */
  readonly visitorPerDay: number;
};

const day = 24 * 3600 * 1000;

/** Files on their way in: piece by piece, from wherever they had come to. */
export function createUploads(parts: {
  readonly records: Records;
  readonly folder: Folder;
  readonly images: Images;
  readonly clock: Clock;
  readonly limits: FileLimits;
}) {
  const { records, folder, images, clock, limits } = parts;
  /** What is done with a file now; the next waits for it. */
  const busy = new Map<string, Promise<unknown>>();

  const alone = async <T>(id: string, work: () => Promise<T>): Promise<T> => {
    const before = busy.get(id) ?? Promise.resolve();
    const mine = before.then(work, work);
    busy.set(id, mine);
    try {
      return await mine;
    } finally {
      if (busy.get(id) === mine) busy.delete(id);
    }
  };

  const begin = async (
    owner: Owner,
    { key, name, size }: Omit<BeginUpload, 'copyOf'>,
  ): Promise<UploadState> => {
    if (size > limits.size) throw new RefusalError('file_size');
    const known = await records.byKey(owner, key);
    if (known !== null) return goOn(known, size);
    const now = clock.now();
    if (owner.kind === 'visitor') {
      const sent = await records.sentSince(owner, now - day);
      if (sent + size > limits.visitorPerDay) throw new RefusalError('file_quota');
    }
    const id = newId();
    const shown = name.slice(-2 * maxFileName);
    if (await records.add({ id, owner, key, name: shown, size }, now)) return { id, at: 0, file: null };
    const first = await records.byKey(owner, key);
    if (first === null) throw new RefusalError('conflict');
    return goOn(first, size);
  };

  const goOn = (record: FileRecord, size: number): Promise<UploadState> => {
    if (record.upload_size !== size) throw new RefusalError('conflict');
    return alone(record.id, async () => state((await records.of(record.id)) ?? record));
  };

  /** How far it is; where all of it is here and nobody has looked at it yet, that is done now. */
  const state = async (record: FileRecord): Promise<UploadState> => {
    const { id, upload_size: size } = record;
    if (record.type !== null) return { id, at: size, file: refOf(record) };
    const at = await folder.length(id);
    return at < size ? { id, at, file: null } : { id, at, file: await finish(record) };
  };

  const take = async (owner: Owner, id: string, at: number, piece: Uint8Array): Promise<UploadState> =>
    alone(id, async () => {
      const record = await records.of(id);
      if (record === null || record.owner_id !== owner.id) throw new RefusalError('not_found');
      if (record.type !== null) return state(record);
      // Another piece than the next one: whoever sends it begins again, and is told where.
      if (at !== (await folder.length(id))) throw new RefusalError('conflict');
      if (at + piece.length > record.upload_size) throw new RefusalError('too_large');
      await folder.write(id, at, piece);
      return state(record);
    });

  /** Looks at it. What is refused is gone, with its key: nobody pays for it again. */
  const finish = async (record: FileRecord) => {
    try {
      const kind = await kindOf(folder.part(record.id), record.name);
      const found = await keep(record, kind);
      const taken = { ...record, ...found };
      // The bytes are on the disk by now, and so what is written of them is never ahead of them.
      await records.taken(record.id, found);
      return refOf(taken);
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error;
      await records.remove([record.id]);
      await folder.remove(record.id);
      throw error;
    }
  };

  const keep = async (record: FileRecord, kind: Kind) => {
    const { id } = record;
    const part = folder.part(id);
    const name = cleanName(record.name, kind.extension, kind.others);
    const found = { name, type: kind.type, size: record.upload_size, width: null, height: null };
    if (!kind.isPicture) {
      await folder.settle(id, part);
      return { ...found, has_thumb: 0 };
    }
    const drawing = { from: part, to: folder.drawn(id), thumb: folder.path(id, 'thumb'), type: kind.type };
    const { width, height, size } = await images.draw(drawing);
    await folder.settle(id, folder.drawn(id));
    return { ...found, width, height, size, has_thumb: 1 };
  };

  return { begin, take };
}
