import type { KeptSignInRules, SignInRules } from '#shared/protocol/sign-in.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { createSlice } from '../../../state/slice.ts';
import { signInTroublesOf } from '../model/check.ts';
import { housePlaceOf } from '../model/places.ts';
import { signInChanges, signInRebased } from '../model/sign-in.ts';
import { createDocument, type Document } from './document.ts';
import { usePlan } from './plan.ts';
import { go } from './view.ts';

/** A secret that is being typed: never kept on this computer, and gone when it is saved. */
export const useTypedSecret = createSlice<{ readonly typed: string }>({ typed: '' });

const typed = (): string => useTypedSecret.getState().typed;

async function save(version: number, rules: SignInRules, secret = typed()): Promise<KeptSignInRules> {
  const given = secret === '' || rules.provider === null ? {} : { secret };
  return call('admin.signIn.save', { version, rules, ...given });
}

const document = createDocument<KeptSignInRules, SignInRules>({
  name: 'signIn',
  of: ({ rules }) => rules,
  read: () => call('admin.signIn.read', null),
  history: () => call('admin.signIn.history', null),
  version: (version) => call('admin.signIn.version', { version }),
  save: (version, rules) => save(version, rules),
  // What is being typed is of the provider that stands there, not of the one that comes back.
  restore: async (version, to) => {
    const { rules } = await call('admin.signIn.version', { version: to });
    return save(version, rules, '');
  },
  troublesOf: (rules, base) =>
    signInTroublesOf(rules, {
      base,
      plan: usePlan.getState().base?.plan ?? null,
      isSecretTyped: typed() !== '',
    }),
  changesOf: signInChanges,
  rebased: signInRebased,
  placeOf: housePlaceOf,
});

/** Nothing that was typed stays where it has been saved, or where another provider stands by now. */
const forgetTyped = (): void => useTypedSecret.setState({ typed: '' });

/** How one signs in to this house. */
export const signInDocument: Document<KeptSignInRules, SignInRules> = {
  ...document,
  save: async () => {
    const before = document.use.getState().base;
    await document.save();
    const { base, theirs } = document.use.getState();
    if (base !== before && theirs === null) forgetTyped();
  },
  restore: async (to) => {
    try {
      await document.restore(to);
      forgetTyped();
    } catch (error) {
      const { code, field } = refusedWith(error);
      if (code !== 'bad_request' || field !== 'secret') throw error;
      // Its provider is at another host: it is not in force again, but written down, where its secret is asked for.
      const { rules } = await document.version(to);
      forgetTyped();
      document.edit(() => rules);
      go({ section: 'signIn', id: null });
    }
  },
};

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
  forgetTyped();
  await loadSignIn();
}
