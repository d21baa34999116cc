import { useMemo } from 'react';
import { ariaChord, type Chord, chordsOf, chordText, type Press } from '#shared/domain/keys/chord.ts';
import { type Bindings, keysOf } from '#shared/domain/keys/rules.ts';
import { useDeskApp } from '../desk-app.ts';
import { type Action, isPossible, useActions } from './registry.ts';

const isMac = navigator.platform.startsWith('Mac');
const none: Bindings = {};

export function useBindings(): Bindings {
  return useDeskApp((s) => s.preferences.keys ?? none);
}

export function bindingsNow(): Bindings {
  return useDeskApp.getState().preferences.keys ?? none;
}

/** What a keyboard event is to the rules. */
export function pressOf(event: KeyboardEvent): Press {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
  return {
    key,
    code,
    ctrlKey,
    metaKey,
    altKey,
    shiftKey,
    altGraph: event.getModifierState('AltGraph'),
    // 229: Chromium's word for a key that an input method has taken, also before it composes.
    isComposing: event.isComposing || event.keyCode === 229,
  };
}

/** What a press is to do now, and by which keys. */
export function actionFor(event: KeyboardEvent): readonly [Action, Chord] | null {
  const bindings = bindingsNow();
  const { all } = useActions.getState();
  for (const chord of chordsOf(pressOf(event))) {
    const found = all.find((one) => keysOf(one, bindings).includes(chord) && isPossible(one));
    if (found !== undefined) return [found, chord];
  }
  return null;
}

export function textOfKeys(chord: Chord): string {
  return chordText(chord, isMac);
}

/** The keys of an action as a text (`Ctrl W`), or an empty one where it has none. */
export function useKeysOf(id: string): string {
  const [first] = useChords(id);
  return first === undefined ? '' : textOfKeys(first);
}

/** The same for `aria-keyshortcuts`. */
export function useAriaKeys(id: string): string | undefined {
  const chords = useChords(id);
  return chords.length === 0 ? undefined : chords.map((chord) => ariaChord(chord, isMac)).join(' ');
}

function useChords(id: string): readonly Chord[] {
  const action = useActions((s) => s.all.find((one) => one.id === id));
  const bindings = useBindings();
  return useMemo(() => (action === undefined ? [] : keysOf(action, bindings)), [action, bindings]);
}
