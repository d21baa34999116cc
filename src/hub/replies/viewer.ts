import { createHash } from 'node:crypto';
import { mayEdit, mayUse, type ReplyViewer } from '#shared/domain/replies/rights.ts';
import { type ReplyRow, scopeOf } from './row.ts';

/** Who asks. */
export type Viewer = ReplyViewer & { readonly id: string; readonly name: string };

export function mayViewerUse(viewer: Viewer, row: ReplyRow): boolean {
  return mayUse(viewer, scopeOf(row), row.owner_id === viewer.id);
}

export function mayViewerEdit(viewer: Viewer, row: ReplyRow): boolean {
  return mayEdit(viewer, scopeOf(row), row.owner_id === viewer.id);
}

/** Names what they may see: the same for as long as that depends on nothing but the replies themselves. */
export function viewOf(viewer: Viewer, epoch: string): string {
  const groups = viewer.role === 'agent' && viewer.groups !== null ? [...viewer.groups].sort() : 'all';
  return createHash('sha256')
    .update(JSON.stringify([epoch, viewer.id, groups]))
    .digest('hex')
    .slice(0, 32);
}
