import { useState } from 'react';
import type { Refusal } from '#shared/protocol/errors.ts';
import { refusedWith } from '../../../bridge/bridge.ts';

/** Does one thing at a time with the hub, and says why it was refused. */
export function useAction() {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  async function run(act: () => Promise<void>): Promise<boolean> {
    if (busy) return false;
    setBusy(true);
    setRefusal(null);
    try {
      await act();
      return true;
    } catch (error) {
      setRefusal(refusedWith(error));
      return false;
    } finally {
      setBusy(false);
    }
  }
  return { busy, refusal, run, forget: () => setRefusal(null) };
}
