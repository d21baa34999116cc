import type { KeyboardEvent } from 'react';
import { useState } from 'react';
import type { Chord } from '#shared/domain/keys/chord.ts';
import { withKeys, withUsual } from '#shared/domain/keys/rules.ts';
import { withSwapped } from '#shared/domain/keys/swap.ts';
import { bindingsNow, pressOf } from '../../../state/actions/keys.ts';
import { type Action, useActions } from '../../../state/actions/registry.ts';
import { setPreferences } from '../../../state/desk-app.ts';
import { type HeardFault, heard } from './heard.ts';

/** The action whose new keys are being waited for, and what was wrong with those that were pressed. */
export type Recording = {
  readonly id: string;
  readonly fault: HeardFault | null;
  readonly taken: { readonly chord: Chord; readonly owner: Action } | null;
};

/** What was done last, for whoever does not see it. */
export type Done = { readonly id: string | null; readonly keys: Chord | null };

const known = () => useActions.getState().known;

/** Hears what is pressed for the action that waits for it. */
export function useRecording() {
  const [recording, setRecording] = useState<Recording | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const stop = () => setRecording(null);
  const keep = (keys: ReturnType<typeof bindingsNow>, what: Done) => {
    void setPreferences({ keys });
    setDone(what);
    stop();
  };
  const give = (id: string, chord: Chord | null) =>
    keep(withKeys(bindingsNow(), id, chord, known()), { id, keys: chord });
  const swap = (id: string, chord: Chord) =>
    keep(withSwapped(bindingsNow(), id, chord, known()), { id, keys: chord });
  const reset = (id: string) => {
    const own = known().find((one) => one.id === id)?.keys[0] ?? null;
    keep(withUsual(bindingsNow(), id, known()), { id, keys: own });
  };
  const resetAll = () => keep({}, { id: null, keys: null });
  const start = (id: string) => setRecording({ id, fault: null, taken: null });

  function press(event: KeyboardEvent): void {
    if (recording === null) return;
    const { id } = recording;
    const what = heard(pressOf(event.nativeEvent), id, known(), bindingsNow());
    // Tab goes on, and with it the waiting ends; all others are nobody else's meanwhile.
    if (what.is === 'nothing' && event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    // The Enter that began it may still be held.
    if (event.repeat) return;
    if (what.is === 'cancel') stop();
    if (what.is === 'none') give(id, null);
    if (what.is === 'free') give(id, what.chord);
    if (what.is === 'fault') setRecording({ id, fault: what.fault, taken: null });
    if (what.is === 'taken') setRecording({ id, fault: null, taken: what });
  }

  return { recording, done, start, stop, swap, reset, resetAll, press };
}
