import type { Desk } from '../desk.ts';
import type { Handlers } from './registrar.ts';

export function accountHandlers(
  desk: Desk,
): Handlers<'account.signIn' | 'account.signOut' | 'account.unlock' | 'account.forget' | 'account.unsent'> {
  return {
    'account.signIn': (input) => desk.signIn(input),
    'account.signOut': () => desk.signOut(),
    'account.unlock': (input) => desk.unlock(input),
    'account.forget': () => desk.signOut(),
    'account.unsent': () => desk.unsent(),
  };
}
