import type { PolicyReport } from '#shared/domain/policy/effective.ts';
import type { Account } from '#shared/ipc/account.ts';
import type { IpcCall } from '#shared/ipc/contract.ts';
import type { Network } from '../network/network.ts';
import { hubOf } from '../network/way-health.ts';
import type { Governed } from '../settings/policy/governed.ts';
import type { Handlers } from './registrar.ts';

type NetworkCall = Extract<IpcCall, `network.${string}`>;

/** `account`: the one that asks. */
export function networkHandlers(
  network: () => Promise<Network>,
  account: () => Account,
): Pick<Handlers, NetworkCall> {
  return {
    'network.now': async () => (await network()).state(),
    'network.report': async () => (await network()).report(),
    'network.choose': async (choice) => (await network()).choose(choice),
    'network.password': async ({ proxy, origin, user, password, keep }) =>
      (await network()).setPassword({ proxy, origin, password: { user, password }, keep }),
    'network.forget': async ({ proxy }) => (await network()).forget(proxy),
    'network.pickAuthority': async () => (await network()).pickAuthority(),
    'network.addAuthority': async ({ id }) => (await network()).addAuthority(id),
    'network.removeAuthority': async ({ fingerprint }) => (await network()).removeAuthority(fingerprint),
    'network.test': async () => {
      const known = await network();
      const hub = hubOf(account()) || known.state().faults[0]?.origin;
      return hub !== undefined && URL.canParse(hub) ? known.test(hub) : [];
    },
  };
}

/** What counts, and beside it what of the authorities cannot be used: that is known only once the files are read. */
export async function withRoots(settings: Governed, network: Network): Promise<PolicyReport> {
  const { effective, ignored } = settings.report();
  const name = 'CertificateAuthorities';
  const from = effective.find((line) => line.name === name)?.from ?? '';
  const roots = (await network.ignoredRoots()).map(({ at, why }) => ({
    name,
    from,
    why: `${at + 1}: ${why}`,
  }));
  return { effective, ignored: [...ignored, ...roots] };
}
