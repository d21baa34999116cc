import { type Chord, partsOf } from './chord.ts';

/**
 * Why keys cannot be given to an action. `writes`: they write something, or move in a text, on some keyboard;
 * `kept`: the system, the window or a text field uses them.
 */
export type ChordFault = 'writes' | 'kept' | 'unknown';

/** What Chromium, an input method, the window's menu and every text field do with the command key. */
const kept: ReadonlySet<string> = new Set(
  [
    // Editing, and moving in a text.
    ...['A', 'C', 'V', 'X', 'Z', 'Shift+V', 'Shift+Z', 'Backspace', 'Delete', 'Insert', 'Home', 'End'],
    ...['ArrowLeft', 'ArrowRight', 'Shift+ArrowLeft', 'Shift+ArrowRight', 'Shift+ArrowUp', 'Shift+ArrowDown'],
    ...['Shift+Home', 'Shift+End', 'Shift+Delete', 'Shift+Insert'],
    // What sends.
    'Enter',
    // The window, zoom and the developer's tools.
    ...[
      'Q',
      'Shift+Q',
      'M',
      'H',
      'R',
      'Shift+R',
      'Shift+I',
      '0',
      '+',
      '=',
      '-',
      'Shift++',
      'Shift+=',
      'Shift+-',
    ],
    // Input methods: the next language, full width, Chinese signs.
    ...['Space', 'Shift+Space', '.', 'Shift+.'],
    // Where they end a program or belong to the desktop.
    ...['Escape', 'Shift+Escape', 'F4'],
  ].map((name) => `Mod+${name}`),
);

/** Full screen, the developer's tools, the menu bar and the menu of what has focus. */
const keptAlone: ReadonlySet<string> = new Set(['F10', 'F11', 'F12', 'Shift+F10', 'Shift+F12']);

/** Null: it can be given. */
export function faultOf(chord: Chord): ChordFault | null {
  const parts = partsOf(chord);
  if (parts === null) return 'unknown';
  if (kept.has(chord) || keptAlone.has(chord)) return 'kept';
  const isFunction = /^F([1-9]|1[0-9]|2[0-4])$/.test(parts.name);
  return parts.mod || isFunction ? null : 'writes';
}

/** What somebody gave to actions: by the action's name; null takes the keys away. */
export type Bindings = Readonly<Record<string, Chord | null>>;

const actionName = /^[a-z][a-z-]{0,29}(\.[a-z][a-z-]{0,29}){0,2}$/;
/** More than there are actions: what is beyond is rubbish. */
export const mostBindings = 200;

/** Bindings out of anything. What is none is left out and its name is said. */
export function bindingsFrom(value: unknown, say: (name: string) => void = () => {}): Bindings {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    say('keys');
    return {};
  }
  const taken = new Set<string>();
  const good = Object.entries(value).filter(([action, chord]) => {
    const isGood =
      actionName.test(action) &&
      taken.size < mostBindings &&
      (chord === null || (typeof chord === 'string' && faultOf(chord) === null && !taken.has(chord)));
    if (isGood) taken.add(chord ?? action);
    else say(`keys.${action.slice(0, 40)}`);
    return isGood;
  });
  return Object.fromEntries(good) as Bindings;
}

/** What has keys of its own. */
export type Keyed = { readonly id: string; readonly keys: readonly Chord[]; readonly fixed?: boolean };

/** The keys of an action: what was given to it, else its own. */
export function keysOf({ id, keys, fixed }: Keyed, bindings: Bindings): readonly Chord[] {
  if (fixed || !Object.hasOwn(bindings, id)) return keys;
  const given = bindings[id];
  return given == null ? [] : [given];
}

/** Whose these keys are already, besides `id`. */
export function ownerOfKeys<A extends Keyed>(
  chord: Chord,
  id: string,
  actions: readonly A[],
  bindings: Bindings,
): A | undefined {
  return actions.find((one) => one.id !== id && keysOf(one, bindings).includes(chord));
}

/** Gives keys to an action; whoever had them has none any more. The usual keys of an action leave no trace. */
export function withKeys<A extends Keyed>(
  bindings: Bindings,
  id: string,
  chord: Chord | null,
  actions: readonly A[],
): Bindings {
  const before = chord === null ? undefined : ownerOfKeys(chord, id, actions, bindings);
  const own = actions.find((one) => one.id === id)?.keys ?? [];
  const { [id]: _, ...others } = bindings;
  const isUsual = chord === null ? own.length === 0 : own.length === 1 && own[0] === chord;
  return {
    ...others,
    ...(isUsual ? {} : { [id]: chord }),
    ...(before === undefined || before.fixed ? {} : { [before.id]: null }),
  };
}

/** An action has its usual keys again; from whoever was given them they are taken. */
export function withUsual<A extends Keyed>(bindings: Bindings, id: string, actions: readonly A[]): Bindings {
  const own = actions.find((one) => one.id === id)?.keys ?? [];
  const { [id]: _, ...others } = bindings;
  const taken = actions.filter(
    (one) => one.id !== id && !one.fixed && keysOf(one, others).some((chord) => own.includes(chord)),
  );
  return { ...others, ...Object.fromEntries(taken.map((one) => [one.id, null])) };
}
