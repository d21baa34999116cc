import type { KeptSignInRules, SignInRules } from '#shared/protocol/sign-in.ts';
import { call } from '../../../bridge/bridge.ts';
import { createSlice } from '../../../state/slice.ts';
import { signInTroublesOf } from '../model/check.ts';
import { housePlaceOf } from '../model/places.ts';
import { signInChanges, signInRebased } from '../model/sign-in.ts';
import { createDocument, type Document } from './document.ts';
import { usePlan } from './plan.ts';

/** A secret that is being typed: never kept on this computer, and gone when it is saved. */
export const useTypedSecret = createSlice<{ readonly typed: string }>({ typed: '' });

const typed = (): string => useTypedSecret.getState().typed;

async function save(version: number, rules: SignInRules) {
  const secret = typed();
  const given = secret === '' || rules.provider === null ? {} : { secret };
  const kept = await call('admin.signIn.save', { version, rules, ...given });
  useTypedSecret.setState({ typed: '' });
  return kept;
}

/** How one signs in to this house. */
export const signInDocument: Document<KeptSignInRules, SignInRules> = createDocument({
  name: 'signIn',
  of: ({ rules }) => rules,
  read: () => call('admin.signIn.read', null),
  history: () => call('admin.signIn.history', null),
  version: (version) => call('admin.signIn.version', { version }),
  save,
  restore: async (version, to) => {
    const { rules } = await call('admin.signIn.version', { version: to });
    return save(version, rules);
  },
  troublesOf: (rules) =>
    signInTroublesOf(rules, {
      base: signInDocument.use.getState().base,
      plan: usePlan.getState().base?.plan ?? null,
      isSecretTyped: typed() !== '',
    }),
  changesOf: signInChanges,
  rebased: signInRebased,
  placeOf: housePlaceOf,
});

export const { use: useSignIn, edit: editSignIn, load: loadSignIn } = signInDocument;

// Grants name groups of the plan that is in force, and what is typed may be the secret that is missing.
usePlan.subscribe((now, before) => {
  if (now.base !== before.base) signInDocument.lookAgain();
});
useTypedSecret.subscribe(() => signInDocument.lookAgain());

/** The secret alone, where nothing else is changed. Rejects with a `RefusalError`. */
export async function saveSecret(): Promise<void> {
  const { base } = useSignIn.getState();
  if (base === null) return;
  await save(base.version, base.rules);
  await loadSignIn();
}
