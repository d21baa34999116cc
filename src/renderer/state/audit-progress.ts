import { createSlice } from './slice.ts';

/** How far main is with the audit trail; null: it has said nothing yet. */
export const useAuditProgress = createSlice<{
  readonly progress: { readonly done: number; readonly of: number } | null;
}>({ progress: null });

export function applyAuditProgress(progress: { readonly done: number; readonly of: number }): void {
  useAuditProgress.setState({ progress });
}
