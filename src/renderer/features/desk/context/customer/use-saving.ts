import { useCallback, useState } from 'react';
import type { CustomerChange } from '#shared/domain/customer/change.ts';
import type { Customer } from '#shared/domain/customer/customer.ts';
import { type Saved, saveCustomer } from '../../../../state/customers.ts';

export type Saving = {
  /** What came of the last save; null while nothing was saved, or one is under way. */
  readonly done: Saved | null;
  readonly busy: boolean;
  /** Resolves with what came of it. `base`: the card that is changed. */
  readonly save: (base: Customer, change: CustomerChange) => Promise<Saved>;
  readonly forget: () => void;
};

/** One thing on the card that is saved by itself, and what came of it. */
export function useSaving(conversationId: string): Saving {
  const [state, setState] = useState<Pick<Saving, 'done' | 'busy'>>({ done: null, busy: false });
  const save = useCallback(
    async (base: Customer, change: CustomerChange) => {
      setState({ done: null, busy: true });
      const done = await saveCustomer(conversationId, base, change);
      setState({ done, busy: false });
      return done;
    },
    [conversationId],
  );
  const forget = useCallback(() => setState({ done: null, busy: false }), []);
  return { ...state, save, forget };
}
