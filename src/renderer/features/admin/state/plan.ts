import type { KeptPlan, RoutingPlan } from '#shared/domain/routing/plan.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { usePart } from '../../../state/part.ts';
import { createSlice } from '../../../state/slice.ts';
import { isSame, rebased } from '../model/changes.ts';
import { type Trouble, troublesOf } from '../model/check.ts';
import { keepDraft, keptDraft } from './kept.ts';
import { usePeople } from './people.ts';

type PlanState = {
  /** What the draft was made from. Null until the hub has told. */
  readonly base: KeptPlan | null;
  readonly draft: RoutingPlan | null;
  readonly troubles: readonly Trouble[];
  /** Another that is in force by now: mine cannot be saved over it unseen. */
  readonly theirs: KeptPlan | null;
  readonly saving: boolean;
  /** The number of the version that was saved last, until something is changed. */
  readonly saved: number | null;
  /** Why it could not be read, or saved. */
  readonly refusal: Refusal | null;
};

/** The routing plan in force, and what this admin makes of it: saved as a whole or not at all. */
export const usePlan = createSlice<PlanState>({
  base: null,
  draft: null,
  troubles: [],
  theirs: null,
  saving: false,
  saved: null,
  refusal: null,
});

/** Whether something is changed and not saved. */
export const isDirty = ({ base, draft }: PlanState): boolean =>
  base !== null && draft !== null && draft !== base.plan;

function put(change: Partial<PlanState>): void {
  const before = usePlan.getState();
  let next = { ...before, ...change };
  // What was changed and changed back is no change.
  if (next.base !== null && next.draft !== null && isSame(next.base.plan, next.draft))
    next = { ...next, draft: next.base.plan };
  if (next.draft !== before.draft)
    next = {
      ...next,
      troubles: next.draft === null ? [] : troublesOf(next.draft, usePeople.getState().people),
    };
  usePlan.setState(next);
  if (next.draft !== before.draft || next.base !== before.base) {
    keepDraft('plan', isDirty(next) ? { base: next.base, draft: next.draft } : null);
    tellUnsaved();
  }
}

export function tellUnsaved(): void {
  const unsaved = isDirty(usePlan.getState()) || Object.keys(usePeople.getState().drafts).length > 0;
  if (usePart.getState().unsaved !== unsaved) usePart.setState({ unsaved });
}

/** Who works here has changed: what the plan asks of them is looked at again. */
export function lookAgain(): void {
  const { draft } = usePlan.getState();
  if (draft !== null) usePlan.setState({ troubles: troublesOf(draft, usePeople.getState().people) });
}

/** Reads the plan in force. What this admin has changed stays, and where it was made from another is said. */
export async function loadPlan(): Promise<void> {
  takeUpDraft();
  try {
    const kept = await call('admin.plan.read', null);
    const state = usePlan.getState();
    const isOld = isDirty(state) && state.base !== null && state.base.version !== kept.version;
    if (!isOld)
      put({ base: kept, refusal: null, ...(isDirty(state) ? {} : { draft: kept.plan, theirs: null }) });
    else if (state.draft !== null && isSame(state.draft, kept.plan))
      put({ base: kept, draft: kept.plan, theirs: null, refusal: null });
    else put({ theirs: kept, refusal: null });
  } catch (error) {
    put({ refusal: refusedWith(error) });
  }
}

/** What was not saved when this program ended. */
function takeUpDraft(): void {
  if (usePlan.getState().base !== null) return;
  const kept = keptDraft('plan') as { base: KeptPlan; draft: RoutingPlan } | null;
  if (kept !== null) put({ base: kept.base, draft: kept.draft });
}

/** Changes the draft. */
export function edit(change: (plan: RoutingPlan) => RoutingPlan): void {
  const { draft, saving } = usePlan.getState();
  if (draft !== null && !saving) put({ draft: change(draft), saved: null });
}

/** Back to what is in force: by now another's, where somebody was faster. */
export function discard(): void {
  const { base, theirs } = usePlan.getState();
  const from = theirs ?? base;
  if (from !== null) put({ base: from, draft: from.plan, theirs: null, refusal: null, saved: null });
}

/** Saves the whole draft. Refused by another's change, it stays as it is. */
export async function savePlan(): Promise<void> {
  const { base, draft, saving, troubles, theirs } = usePlan.getState();
  if (base === null || draft === null || saving || theirs !== null) return;
  if (troubles.some(({ severity }) => severity === 'error')) return;
  put({ saving: true, refusal: null });
  try {
    const kept = await call('admin.plan.save', { version: base.version, plan: draft });
    put({ base: kept, draft: kept.plan, saved: kept.version, saving: false });
  } catch (error) {
    const refusal = refusedWith(error);
    put({ saving: false, refusal });
    // Either somebody else was faster, or an answer was lost and it is saved already: the hub knows.
    if (refusal.code === 'conflict') await loadPlan();
  }
}

/** My changes again, made to what is in force by now; not saved yet, to be looked at. */
export function takeBoth(): void {
  const { base, draft, theirs } = usePlan.getState();
  if (base === null || draft === null || theirs === null) return;
  put({ base: theirs, draft: rebased(base.plan, draft, theirs.plan), theirs: null, refusal: null });
}

/** Puts an earlier version in force again; what is not saved is discarded. Rejects with a `RefusalError`. */
export async function restore(to: number): Promise<void> {
  const { base } = usePlan.getState();
  if (base === null) return;
  const kept = await call('admin.plan.restore', { version: base.version, to });
  put({ base: kept, draft: kept.plan, theirs: null, refusal: null, saved: kept.version });
}
