import { useEffect, useRef } from 'react';
import type { WayFault } from '#shared/domain/network/fault.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { useWayFault } from '../../state/network.ts';
import { offerProxyQuestion } from '../../state/proxy-question.ts';

/**
 * What stands between this computer and that hub. Somebody who has tried to sign in is asked for the proxy's password at once; and
 * once the way is free, that no hub answered is not so any more.
 */
export function useWayTrouble(
  hub: string,
  refusal: Refusal | null,
  setRefusal: (refusal: Refusal | null) => void,
): WayFault | null {
  const fault = useWayFault(hub);
  const wasBlocked = useRef(false);
  useEffect(() => {
    if (refusal?.code !== 'unavailable') {
      wasBlocked.current = fault !== null;
      return;
    }
    if (fault?.kind === 'proxy-password') offerProxyQuestion(fault.proxy, new URL(hub).origin);
    if (fault === null && wasBlocked.current) setRefusal(null);
    wasBlocked.current = fault !== null;
  }, [fault, hub, refusal, setRefusal]);
  return fault;
}
