import { useEffect, useState } from 'react';
import type { SignInMethods } from '#shared/protocol/sign-in.ts';
import { call } from '../../bridge/bridge.ts';
import { useWayFault } from '../../state/network.ts';

/** What is asked for where nobody has answered: a password, as ever; signing in says what is wrong with the address. */
const usual: SignInMethods = { password: true, provider: null };

/** How one may sign in to that hub; asked when the address is there as a whole. */
export function useMethods(hub: string): SignInMethods {
  const [known, setKnown] = useState<{ readonly hub: string; readonly methods: SignInMethods } | null>(null);
  // What stands in the way is said elsewhere; once it is gone the hub can be asked.
  const isBlocked = useWayFault(hub) !== null;
  useEffect(() => {
    if (hub === '' || isBlocked) return;
    let isOver = false;
    call('account.signInMethods', { hub }).then(
      (methods) => {
        if (!isOver) setKnown({ hub, methods });
      },
      () => {
        if (!isOver) setKnown(null);
      },
    );
    return () => {
      isOver = true;
    };
  }, [hub, isBlocked]);
  return known?.hub === hub ? known.methods : usual;
}
