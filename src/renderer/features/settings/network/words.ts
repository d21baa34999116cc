import { useLingui } from '@lingui/react/macro';
import type { ProxyMode } from '#shared/domain/network/choice.ts';
import type { NetworkStep } from '#shared/ipc/network.ts';

export function useModeNames(): Readonly<Record<ProxyMode, string>> {
  const { t } = useLingui();
  return {
    system: t`As the system has it`,
    direct: t`Without a proxy`,
    fixed: t`By the proxy named here`,
    pac: t`By a script (PAC)`,
  };
}

export function useStepNames(): Readonly<Record<NetworkStep['step'], string>> {
  const { t } = useLingui();
  return {
    way: t`Which way is meant`,
    hub: t`The hub answers`,
    live: t`The live line (WebSocket) is let through`,
  };
}

/** A proxy's name as main says it; `direct` is none. */
export function useWayName(): (by: string) => string {
  const { t } = useLingui();
  return (by) => (by === 'direct' ? t`without a proxy` : by);
}
