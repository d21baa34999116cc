/**
 * Keys pressed together, as one text: `Mod+Shift+F`, `Mod+1`, `F6`. `Mod` is Ctrl, and the command key of a Mac.
 * Letters go by what they write (a Dvorak `K` is where it says K), digits by their place: those of a French
 * keyboard need Shift. Alt is in none: alone it writes Polish letters, with Ctrl it is AltGr, which writes
 * `@` and `\` in Germany.
 */
export type Chord = string;

/** What of a keyboard event counts. */
export type Press = {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  /** AltGr is held: where it counts as a key of its own, `altKey` does not say it. */
  readonly altGraph: boolean;
  /** An input method is at work: its keys are nobody else's. */
  readonly isComposing: boolean;
};

/**
 * What a press may mean, the most exact first: the `/` of a German keyboard is Shift+7, and so both
 * `Mod+Shift+7` and `Mod+/`. Nothing where it belongs to an input method or may write something.
 */
export function chordsOf(press: Press): readonly Chord[] {
  const { key, ctrlKey, metaKey, shiftKey } = press;
  if (press.isComposing || press.altKey || press.altGraph) return [];
  const name = nameOf(press);
  if (name === null) return [];
  // Of a Mac, command and Tab are the system's.
  const mod = name === 'Tab' ? ctrlKey : ctrlKey || metaKey;
  const exact = chord(mod, shiftKey, name);
  const isSign = key.length === 1 && !/[\p{L}\p{N}\s]/u.test(key);
  return isSign && (shiftKey || key !== name) ? [exact, chord(mod, false, key)] : [exact];
}

function nameOf({ key, code }: Press): string | null {
  if (['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock'].includes(key)) return null;
  if (['Process', 'Dead', 'Unidentified', ''].includes(key)) return null;
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1];
  if (digit !== undefined) return digit;
  if (key === ' ') return 'Space';
  if (key.length > 1) return key;
  // A Cyrillic or Greek keyboard: by the letter that stands in this place elsewhere.
  const place = /^Key([A-Z])$/.exec(code)?.[1];
  const isLatin = key.charCodeAt(0) < 0x250;
  return !isLatin && place !== undefined ? place : key.toUpperCase();
}

function chord(mod: boolean, shift: boolean, name: string): Chord {
  return `${mod ? 'Mod+' : ''}${shift ? 'Shift+' : ''}${name}`;
}

/** `Mod+Shift+F` in its parts; null where it is no chord. */
export function partsOf(text: string): { mod: boolean; shift: boolean; name: string } | null {
  const found = /^(Mod\+)?(Shift\+)?(\S|[A-Z][A-Za-z0-9]{1,15})$/u.exec(text);
  const name = found?.[3];
  if (found === null || name === undefined || name !== name.toUpperCase().slice(0, 1) + name.slice(1))
    return null;
  return { mod: found[1] !== undefined, shift: found[2] !== undefined, name };
}

const shown: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

/** As it stands on a screen: `Ctrl Shift F`. */
export function chordText(text: Chord, isMac = false): string {
  const parts = partsOf(text);
  if (parts === null) return text;
  const mod = isMac && parts.name !== 'Tab' ? '⌘' : 'Ctrl';
  return [
    ...(parts.mod ? [mod] : []),
    ...(parts.shift ? ['Shift'] : []),
    shown[parts.name] ?? parts.name,
  ].join(' ');
}

/** The same for assistive technology: `Control+Shift+F`. */
export function ariaChord(text: Chord, isMac = false): string {
  return text.replace(/^Mod\+/, isMac ? 'Meta+' : 'Control+');
}
