import type { Refusal } from '#shared/protocol/errors.ts';
import { refusedWith } from '../../../bridge/bridge.ts';
import { createSlice, type Slice } from '../../../state/slice.ts';
import type { Change } from '../model/changes.ts';
import type { Trouble } from '../model/check.ts';
import type { HandbookChange } from '../model/handbook-changes.ts';
import { isSame } from '../model/merge.ts';
import type { Place } from '../model/places.ts';
import type { PolicyChange } from '../model/policy.ts';
import type { SignInChange } from '../model/sign-in.ts';
import type { WatchChange } from '../model/watch-changes.ts';
import { keepDraft, keptDraft } from './kept.ts';
import { tellUnsaved, watchUnsaved } from './unsaved.ts';

/** A document of the house as it is in force: the plan, the handbook, the alert rules, what desks are ruled, how one signs in. */
export type Kept = { readonly version: number; readonly at: number; readonly by: string };

export type DocumentState<K, D> = {
  /** What the draft was made from. Null until the hub has told. */
  readonly base: K | null;
  readonly draft: D | null;
  readonly troubles: readonly Trouble[];
  /** Another that is in force by now: mine cannot be saved over it unseen. */
  readonly theirs: K | null;
  readonly saving: boolean;
  /** The number of the version that was saved last, until something is changed. */
  readonly saved: number | null;
  /** Why it could not be read, or saved. */
  readonly refusal: Refusal | null;
};

export type AnyChange = Change | HandbookChange | WatchChange | PolicyChange | SignInChange;

type Kind<K, D> = {
  readonly name: 'plan' | 'handbook' | 'watch' | 'policy' | 'signIn';
  readonly of: (kept: K) => D;
  readonly read: () => Promise<K>;
  readonly history: () => Promise<{ readonly versions: readonly Kept[] }>;
  readonly version: (version: number) => Promise<K>;
  readonly save: (version: number, draft: D) => Promise<K>;
  readonly restore: (version: number, to: number) => Promise<K>;
  /** `base`: what is in force, as the draft knows it. */
  readonly troublesOf: (draft: D, base: K | null) => Trouble[];
  readonly changesOf: (before: D, after: D) => readonly AnyChange[];
  /** My changes since `base`, made to theirs instead. */
  readonly rebased: (base: D, mine: D, theirs: D) => D;
  /** Where the thing stands that a path of a problem is about. */
  readonly placeOf: (draft: D, path: string) => Place;
};

export type Document<K, D> = Pick<
  Kind<K, D>,
  'name' | 'of' | 'history' | 'version' | 'changesOf' | 'placeOf'
> & {
  readonly use: Slice<DocumentState<K, D>>;
  /** Whether something is changed and not saved. */
  readonly isDirty: (state: DocumentState<K, D>) => boolean;
  /** Reads what is in force. What this admin has changed stays, and where it was made from another is said. */
  readonly load: () => Promise<void>;
  readonly edit: (change: (draft: D) => D) => void;
  /** Back to what is in force: by now another's, where somebody was faster. */
  readonly discard: () => void;
  /** Saves the whole draft. Refused by another's change, it stays as it is. */
  readonly save: () => Promise<void>;
  /** My changes again, made to what is in force by now; not saved yet, to be looked at. */
  readonly takeBoth: () => void;
  /** Puts an earlier version in force again; what is not saved is discarded. Rejects with a `RefusalError`. */
  readonly restore: (to: number) => Promise<void>;
  /** What may be wrong with it depends on something else, which has changed. */
  readonly lookAgain: () => void;
};

/** A document that is saved as a whole or not at all, and what this admin makes of it. */
export function createDocument<K extends Kept, D extends object>(kind: Kind<K, D>): Document<K, D> {
  const { name, of } = kind;
  const use = createSlice<DocumentState<K, D>>({
    base: null,
    draft: null,
    troubles: [],
    theirs: null,
    saving: false,
    saved: null,
    refusal: null,
  });

  const isDirty = ({ base, draft }: DocumentState<K, D>): boolean =>
    base !== null && draft !== null && draft !== of(base);
  watchUnsaved(() => isDirty(use.getState()));

  const put = (change: Partial<DocumentState<K, D>>): void => {
    const before = use.getState();
    let next = { ...before, ...change };
    // What was changed and changed back is no change.
    if (next.base !== null && next.draft !== null && isSame(of(next.base), next.draft))
      next = { ...next, draft: of(next.base) };
    if (next.draft !== before.draft || next.base !== before.base)
      next = { ...next, troubles: next.draft === null ? [] : kind.troublesOf(next.draft, next.base) };
    use.setState(next);
    if (next.draft !== before.draft || next.base !== before.base) {
      keepDraft(name, isDirty(next) ? { base: next.base, draft: next.draft } : null);
      tellUnsaved();
    }
  };

  /** What was not saved when this program ended. */
  const takeUpDraft = (): void => {
    if (use.getState().base !== null) return;
    const kept = keptDraft(name) as { base: K; draft: D } | null;
    if (kept !== null) put({ base: kept.base, draft: kept.draft });
  };

  const load = async (): Promise<void> => {
    takeUpDraft();
    try {
      const kept = await kind.read();
      const state = use.getState();
      const isOld = isDirty(state) && state.base !== null && state.base.version !== kept.version;
      if (!isOld)
        put({ base: kept, refusal: null, ...(isDirty(state) ? {} : { draft: of(kept), theirs: null }) });
      else if (state.draft !== null && isSame(state.draft, of(kept)))
        put({ base: kept, draft: of(kept), theirs: null, refusal: null });
      else put({ theirs: kept, refusal: null });
    } catch (error) {
      put({ refusal: refusedWith(error) });
    }
  };

  return {
    ...kind,
    use,
    isDirty,
    load,
    edit: (change) => {
      const { draft, saving } = use.getState();
      if (draft !== null && !saving) put({ draft: change(draft), saved: null });
    },
    discard: () => {
      const { base, theirs } = use.getState();
      const from = theirs ?? base;
      if (from !== null) put({ base: from, draft: of(from), theirs: null, refusal: null, saved: null });
    },
    save: async () => {
      const { base, draft, saving, troubles, theirs } = use.getState();
      if (base === null || draft === null || saving || theirs !== null) return;
      if (troubles.some(({ severity }) => severity === 'error')) return;
      put({ saving: true, refusal: null });
      try {
        const kept = await kind.save(base.version, draft);
        put({ base: kept, draft: of(kept), saved: kept.version, saving: false });
      } catch (error) {
        const refusal = refusedWith(error);
        put({ saving: false, refusal });
        // Either somebody else was faster, or an answer was lost and it is saved already: the hub knows.
        if (refusal.code === 'conflict') await load();
      }
    },
    takeBoth: () => {
      const { base, draft, theirs } = use.getState();
      if (base === null || draft === null || theirs === null) return;
      const both = kind.rebased(of(base), draft, of(theirs));
      put({ base: theirs, draft: both, theirs: null, refusal: null });
    },
    restore: async (to) => {
      const { base } = use.getState();
      if (base === null) return;
      const kept = await kind.restore(base.version, to);
      put({ base: kept, draft: of(kept), theirs: null, refusal: null, saved: kept.version });
    },
    lookAgain: () => {
      const { draft, base } = use.getState();
      if (draft !== null)
        use.setState({ troubles: kind.troublesOf(draft, base) } as Partial<DocumentState<K, D>>);
    },
  };
}
