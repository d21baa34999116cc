import type { ReplyScope } from './reply.ts';

/** Who looks: what the hub knows of a person, as far as replies go by it. */
export type ReplyViewer = {
  readonly role: 'agent' | 'supervisor' | 'admin';
  /** Ids of their groups; null: every group. */
  readonly groups: readonly string[] | null;
};

/** Whether they may insert it. `isOwner`: a personal one is theirs. */
export function mayUse(viewer: ReplyViewer, scope: ReplyScope, isOwner: boolean): boolean {
  if (scope.is === 'personal') return isOwner;
  if (scope.is === 'everyone' || viewer.role !== 'agent') return true;
  return viewer.groups === null || viewer.groups.includes(scope.group);
}

/** Whether they may change it: what several use is changed by supervisors and admins. */
export function mayEdit({ role }: Pick<ReplyViewer, 'role'>, scope: ReplyScope, isOwner: boolean): boolean {
  return scope.is === 'personal' ? isOwner : role !== 'agent';
}
