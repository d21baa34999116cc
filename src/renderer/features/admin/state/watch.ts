import type { KeptWatchRules, WatchRule, WatchRules } from '#shared/domain/watch/rule.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { createSlice } from '../../../state/slice.ts';
import { isSame } from '../model/merge.ts';
import { tellUnsaved, watchUnsaved } from './unsaved.ts';

type State = {
  /** What the draft was made from. Null until the hub has told. */
  readonly base: KeptWatchRules | null;
  readonly draft: WatchRules | null;
  readonly saving: boolean;
  readonly saved: boolean;
  /** Why it could not be read, or saved. */
  readonly refusal: Refusal | null;
};

/** The alert rules in force, and what this admin makes of them. */
export const useAlertRules = createSlice<State>({
  base: null,
  draft: null,
  saving: false,
  saved: false,
  refusal: null,
});

export const areRulesDirty = ({ base, draft }: State): boolean =>
  base !== null && draft !== null && !isSame(base.rules, draft);

watchUnsaved(() => areRulesDirty(useAlertRules.getState()));
useAlertRules.subscribe(tellUnsaved);

/** Reads what is in force; what this admin has changed stays. */
export async function loadAlertRules(): Promise<void> {
  try {
    const base = await call('admin.watch.read', null);
    const isDirty = areRulesDirty(useAlertRules.getState());
    if (!isDirty) useAlertRules.setState({ base, draft: base.rules, refusal: null });
  } catch (error) {
    useAlertRules.setState({ refusal: refusedWith(error) });
  }
}

export function editRules(change: (rules: readonly WatchRule[]) => readonly WatchRule[]): void {
  useAlertRules.setState(({ draft }) =>
    draft === null ? {} : { draft: { rules: [...change(draft.rules)] }, saved: false },
  );
}

export function discardRules(): void {
  useAlertRules.setState({ base: null, draft: null, refusal: null, saved: false });
  void loadAlertRules();
}

/** Refused where another admin was faster: the draft stays as it is. */
export async function saveAlertRules(): Promise<void> {
  const { base, draft, saving } = useAlertRules.getState();
  if (base === null || draft === null || saving) return;
  useAlertRules.setState({ saving: true, refusal: null });
  try {
    const kept = await call('admin.watch.save', { version: base.version, rules: draft });
    useAlertRules.setState({ base: kept, draft: kept.rules, saving: false, saved: true });
  } catch (error) {
    useAlertRules.setState({ saving: false, refusal: refusedWith(error) });
  }
}
