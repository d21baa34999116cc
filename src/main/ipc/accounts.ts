import type { Desks } from '../desks.ts';
import type { Handlers } from './registrar.ts';

export function accountsHandlers(
  desks: Desks,
): Handlers<'accounts.now' | 'accounts.show' | 'accounts.add' | 'accounts.change' | 'accounts.move'> {
  return {
    'accounts.now': () => desks.list(),
    'accounts.show': ({ id }) => {
      desks.show(id);
      return null;
    },
    'accounts.add': () => {
      desks.add();
      return null;
    },
    'accounts.change': (change) => desks.change(change),
    'accounts.move': ({ id, to }) => desks.move(id, to),
  };
}
