import type { FileRef } from '#shared/domain/attached.ts';
import type { filePaths, UploadState } from '#shared/protocol/files.ts';
import { filePiece } from '#shared/protocol/limits.ts';
import { ask } from './ask.ts';
import type { FilesModule, OutboxFile } from './contract.ts';
import { remember } from './own.ts';

/** As `filePaths` has it, without the schemas that stand beside it. */
const path = '/api/visitor/files' satisfies typeof filePaths.visitor;

/** Piece by piece, from where the hub says: after a cut line or a reload it goes on there. */
export const upload: FilesModule['upload'] = async (door, files, signal, progress) => {
  const total = files.reduce((sum, { blob }) => sum + blob.size, 0);
  let before = 0;
  const taken: FileRef[] = [];
  const begin = ({ key, name, blob }: OutboxFile) =>
    ask<UploadState>(door, 'POST', path, { key, name, size: blob.size }, signal);
  for (const file of files) {
    const { blob } = file;
    let state = await begin(file);
    while (state.ok && state.value.file === null) {
      const { id, at } = state.value;
      progress((before + at) / total);
      const piece = blob.slice(at, at + filePiece, 'application/octet-stream');
      state = await ask<UploadState>(door, 'PUT', `${path}/${id}?at=${at}`, piece, signal);
      // The answer to a piece was lost, or another tab was quicker: the hub says where to go on.
      if (!state.ok && state.error.code === 'conflict') state = await begin(file);
    }
    if (!state.ok) return state;
    before += blob.size;
    if (state.value.file) {
      taken.push(state.value.file);
      remember(state.value.file.id, blob);
    }
  }
  return { ok: true, value: taken };
};
