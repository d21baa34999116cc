import { constants, copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from '../platform/sync-folder.ts';

export type Variant = 'file' | 'thumb';

export type Folder = ReturnType<typeof createFolder>;

/** Where the bytes lie: `<two digits>/<id>`, with `.part` while it comes in and `.thumb` for the small picture. */
export function createFolder(root: string) {
  const inFolder = (id: string, ending: string) => join(root, id.slice(-2), `${id}${ending}`);
  const part = (id: string) => inFolder(id, '.part');
  const drawn = (id: string) => inFolder(id, '.drawn');
  const path = (id: string, variant: Variant) => inFolder(id, variant === 'thumb' ? '.thumb' : '');

  return {
    part,
    drawn,
    path,

    /** Bytes of it that are here. */
    length: async (id: string): Promise<number> => {
      try {
        return (await stat(part(id))).size;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
        return 0;
      }
    },

    /** On disk when it resolves: who is told that it is here will not send it again. */
    write: async (id: string, at: number, piece: Uint8Array): Promise<void> => {
      await mkdir(dirname(part(id)), { recursive: true, mode: 0o700 });
      const file = await open(part(id), at === 0 ? 'w' : 'r+', 0o600);
      try {
        await file.write(piece, 0, piece.length, at);
        await file.datasync();
      } finally {
        await file.close();
      }
    },

    /** What came in, or was made of it, is the file from now on. */
    settle: async (id: string, from: string): Promise<void> => {
      await rename(from, path(id, 'file'));
      await syncFolder(dirname(from));
      await rm(part(id), { force: true });
    },

    /** The bytes of one are those of another one too, from now on each by itself. */
    copy: async (from: string, to: string, variants: readonly Variant[]): Promise<void> => {
      await mkdir(dirname(path(to, 'file')), { recursive: true, mode: 0o700 });
      for (const each of variants) {
        await copyFile(path(from, each), path(to, each), constants.COPYFILE_FICLONE);
        const file = await open(path(to, each), 'r+');
        try {
          await file.datasync();
        } finally {
          await file.close();
        }
      }
      await syncFolder(dirname(path(to, 'file')));
    },

    remove: async (id: string): Promise<void> => {
      for (const each of [part(id), drawn(id), path(id, 'file'), path(id, 'thumb')])
        await rm(each, { force: true });
    },

    /** Ids of everything that has lain here since before `moment`, epoch milliseconds. */
    olderThan: async (moment: number): Promise<string[]> => {
      const ids = new Set<string>();
      for (const name of await readdir(root, { recursive: true }).catch(() => [])) {
        const id = /([0-9a-f-]{36})(\.\w+)?$/u.exec(name)?.[1];
        if (id === undefined) continue;
        const about = await stat(join(root, name)).catch(() => null);
        if (about?.isFile() && about.mtimeMs < moment) ids.add(id);
      }
      return [...ids];
    },
  };
}
