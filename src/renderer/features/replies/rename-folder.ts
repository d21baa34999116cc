import { isWithin, movedPath } from '#shared/domain/replies/folders.ts';
import type { Role } from '#shared/protocol/handshake.ts';
import { call } from '../../bridge/bridge.ts';
import { contentOf, mayChange } from './model.ts';
import { loadReplies, show, useEditor } from './state.ts';

/** How many have moved, and how many stay because they are not one's own to change or somebody was faster. */
export type Renamed = { readonly moved: number; readonly left: number };

/**
 * A folder is nothing but what its replies say of it: to rename one is to write each of them. Those that one may not
 * change stay in the old one, which is said. Rejects where nothing could be asked.
 */
export async function renameFolder(from: string, to: string, role: Role): Promise<Renamed> {
  const within = [...useEditor.getState().replies.values()].filter((one) => isWithin(one.folder, from));
  const own = within.filter(({ scope }) => mayChange(role, scope));
  if (own.length === 0) return { moved: 0, left: within.length };
  const { results } = await call('replies.write', {
    replies: own.map((one) => ({
      id: one.id,
      version: one.version,
      content: { ...contentOf(one), folder: movedPath(one.folder, from, to) },
    })),
  });
  const moved = new Set(results.filter(({ code }) => code === null).map(({ id }) => id));
  await loadReplies();
  // What is being written of one that has moved goes on from there.
  useEditor.setState(({ drafts, replies }) => ({
    drafts: new Map(
      [...drafts].map(([id, draft]) => {
        const kept = replies.get(id);
        if (kept === undefined || !moved.has(id)) return [id, draft];
        const folder = movedPath(draft.content.folder, from, to);
        return [id, { ...draft, version: kept.version, content: { ...draft.content, folder } }];
      }),
    ),
  }));
  if (moved.size > 0) show({ folder: to });
  return { moved: moved.size, left: within.length - moved.size };
}
