import * as z from 'zod/mini';
import { id } from '../protocol/fields.ts';
import { maxFileName, maxFiles } from '../protocol/limits.ts';

/** What goes along with a message: pictures and other files. The bytes travel by HTTP (`protocol/files.ts`). */

/** As the hub has it: name and type are what it found, not what somebody said of it. */
export const fileRef = z.object({
  id,
  name: z.string().check(z.minLength(1), z.maxLength(maxFileName)),
  type: z.string().check(z.maxLength(100)),
  /** Bytes. */
  size: z.int().check(z.nonnegative()),
  /** Pixels; of pictures only, so that their place is kept before they are there. */
  width: z.optional(z.int().check(z.positive())),
  height: z.optional(z.int().check(z.positive())),
});
export type FileRef = z.infer<typeof fileRef>;

/** Of a message; absent where there are none. */
export const fileRefs = z.array(fileRef).check(z.minLength(1), z.maxLength(maxFiles));

export const fileKind = z.enum(['image', 'audio', 'video', 'file']);
export type FileKind = z.infer<typeof fileKind>;

/** What a list says of files in one word: `file` where they are of several kinds. */
export const filesInBrief = z.object({ count: z.int().check(z.positive()), kind: fileKind });
export type FilesInBrief = z.infer<typeof filesInBrief>;

export function kindOfType(type: string): FileKind {
  const [family] = type.split('/');
  return family === 'image' || family === 'audio' || family === 'video' ? family : 'file';
}

export function inBrief(files: readonly Pick<FileRef, 'type'>[]): FilesInBrief {
  const kinds = new Set(files.map(({ type }) => kindOfType(type)));
  const [only] = kinds;
  return { count: files.length, kind: kinds.size === 1 && only !== undefined ? only : 'file' };
}
