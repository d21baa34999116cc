import type { Account } from '#shared/ipc/account.ts';
import type { Health } from '#shared/ipc/support.ts';
import type { Network } from './network.ts';

/** Of the account; '' where none is known, or none is to be asked yet. */
export const hubOf = (account: Account): string => (account.state === 'locked' ? '' : account.hub);

/** How the way to that hub fares; '' where none is known. No address is in it: what is told leaves the house. */
export async function lookAtWay(network: Network, hub: string): Promise<Health['network']> {
  const { choice, lacks, ways, authorities } = await network.report();
  const origin = URL.canParse(hub) ? new URL(hub).origin : '';
  const by = ways.find((one) => one.origin === origin)?.by ?? null;
  const fault = network.state().faults.find((one) => one.origin === origin)?.fault.kind ?? null;
  const { own, ignored, system } = authorities;
  return {
    mode: choice.mode,
    by: by === null || by === 'direct' ? by : 'proxy',
    fault,
    lacks: lacks !== null,
    authorities: { own: own.length, ignored, system },
  };
}
