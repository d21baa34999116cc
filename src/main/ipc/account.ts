import type { Desk } from '../desk.ts';
import type { Handlers } from './registrar.ts';

/** `onVacated`: nobody is signed in there any more by their own wish. */
export function accountHandlers(
  desk: Desk,
  onVacated: () => void,
): Handlers<
  | 'account.signIn'
  | 'account.signInMethods'
  | 'account.signInByProvider'
  | 'account.cancelSignIn'
  | 'account.leaveProvider'
  | 'account.signOut'
  | 'account.unlock'
  | 'account.forget'
  | 'account.unsent'
> {
  const signOut = async () => {
    const account = await desk.signOut();
    onVacated();
    return account;
  };
  return {
    'account.signIn': (input) => desk.signIn(input),
    'account.signInMethods': (input) => desk.signInMethods(input),
    'account.signInByProvider': (input) => desk.signInByProvider(input),
    'account.cancelSignIn': () => {
      desk.cancelSignIn();
      return null;
    },
    'account.leaveProvider': (input) => desk.leaveProvider(input),
    'account.signOut': signOut,
    'account.unlock': (input) => desk.unlock(input),
    'account.forget': signOut,
    'account.unsent': () => desk.unsent(),
  };
}
