import { newId } from '#shared/domain/key.ts';
import { mostAuthorities } from '#shared/domain/network/authority.ts';
import type { IpcAnswer } from '#shared/ipc/contract.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Governed } from '../settings/policy/governed.ts';
import { type OwnRoot, pemOf, readRoots } from './roots.ts';

export type AuthoritiesOptions = {
  readonly settings: Pick<Governed, 'get' | 'update' | 'isLocked'>;
  /** The person chooses a file; null: none. */
  readonly choose: () => Promise<string | null>;
  readonly own: () => Promise<readonly OwnRoot[]>;
};

const name = 'CertificateAuthorities';

/** Authorities that a person adds themselves: what they have seen is what is trusted, whatever becomes of the file afterwards. */
export function createAuthorities({ settings, choose, own }: AuthoritiesOptions) {
  let shown: { readonly id: string; readonly pem: string } | null = null;
  const refuseLocked = (): void => {
    if (settings.isLocked(name)) throw new RefusalError({ code: 'managed', field: name });
  };
  return {
    pick: async (): Promise<IpcAnswer<'network.pickAuthority'>> => {
      refuseLocked();
      const path = await choose();
      if (path === null) return null;
      const pem = await pemOf(path).catch(() => ({ why: 'cannot be read' as const }));
      if (typeof pem !== 'string') return pem;
      if (!pem.includes('-----BEGIN')) return { why: 'is no certificate in PEM' };
      const read = await readRoots([pem]);
      const [wrong] = read.ignored;
      if (wrong !== undefined) return { why: wrong.why };
      shown = { id: newId(), pem };
      return {
        id: shown.id,
        certificates: read.own.map(({ name, until, fingerprint }) => ({ name, until, fingerprint })),
      };
    },
    add: (id: string): void => {
      refuseLocked();
      if (shown?.id !== id) throw new RefusalError('not_found');
      const { pem } = shown;
      const { authorities } = settings.get();
      if (authorities.length >= mostAuthorities) throw new RefusalError('conflict');
      if (!authorities.includes(pem)) settings.update({ authorities: [...authorities, pem] });
      shown = null;
    },
    remove: async (fingerprint: string): Promise<void> => {
      refuseLocked();
      const at = (await own()).find((one) => one.fingerprint === fingerprint)?.at;
      if (at === undefined) throw new RefusalError('not_found');
      settings.update({ authorities: settings.get().authorities.filter((_, place) => place !== at) });
    },
  };
}
