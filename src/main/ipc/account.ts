import type { Desk } from '../desk.ts';
import type { Handlers } from './registrar.ts';

export function accountHandlers(desk: Desk): Handlers<'account.signIn' | 'account.signOut'> {
  return {
    'account.signIn': (input) => desk.signIn(input),
    'account.signOut': () => desk.signOut(),
  };
}
