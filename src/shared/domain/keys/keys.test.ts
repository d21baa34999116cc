import { describe, expect, it } from 'vitest';
import { ariaChord, chordsOf, chordText, type Press, partsOf } from './chord.ts';
import { bindingsFrom, faultOf, keysOf, mostBindings, ownerOfKeys, withKeys, withUsual } from './rules.ts';
import { withSwapped } from './swap.ts';

const press = (key: string, code: string, held = ''): Press => ({
  key,
  code,
  ctrlKey: held.includes('c'),
  metaKey: held.includes('m'),
  altKey: held.includes('a'),
  shiftKey: held.includes('s'),
  altGraph: held.includes('g'),
  isComposing: held.includes('i'),
});

describe('what a press means', () => {
  it.each([
    ['k with Ctrl', press('k', 'KeyK', 'c'), ['Mod+K']],
    ['k with the command key', press('k', 'KeyK', 'm'), ['Mod+K']],
    ['with caps lock', press('K', 'KeyK', 'c'), ['Mod+K']],
    ['F with Ctrl and Shift', press('F', 'KeyF', 'cs'), ['Mod+Shift+F']],
    ['an arrow', press('ArrowUp', 'ArrowUp', 'c'), ['Mod+ArrowUp']],
    ['a key alone', press('F6', 'F6'), ['F6']],
    ['the same back', press('F6', 'F6', 's'), ['Shift+F6']],
    ['Tab with Ctrl', press('Tab', 'Tab', 'cs'), ['Mod+Shift+Tab']],
    ['Tab with the command key: the system’s', press('Tab', 'Tab', 'm'), ['Tab']],
    ['the digits beside the letters', press('1', 'Digit1', 'c'), ['Mod+1']],
    ['those of the number pad', press('1', 'Numpad1', 'c'), ['Mod+1']],
    ['a French 1, without Shift', press('&', 'Digit1', 'c'), ['Mod+1', 'Mod+&']],
    ['a French 1, with Shift', press('1', 'Digit1', 'cs'), ['Mod+Shift+1']],
    ['a German slash: Shift and 7', press('/', 'Digit7', 'cs'), ['Mod+Shift+7', 'Mod+/']],
    ['a question mark', press('?', 'Slash', 'cs'), ['Mod+Shift+?', 'Mod+?']],
    ['a Dvorak k, where a QWERTY has v', press('k', 'KeyV', 'c'), ['Mod+K']],
    ['a Russian keyboard, where k stands elsewhere', press('л', 'KeyK', 'c'), ['Mod+K']],
  ])('%s', (_, pressed, chords) => {
    expect(chordsOf(pressed)).toEqual(chords);
  });

  it.each([
    ['a Polish ą: Alt and a', press('ą', 'KeyA', 'a')],
    ['the same by AltGr of Windows, which is Ctrl and Alt', press('ą', 'KeyA', 'ca')],
    ['a German backslash by AltGr of Windows', press('\\', 'Minus', 'ca')],
    ['a German @ by AltGr of Linux', press('@', 'KeyQ', 'g')],
    ['AltGr of Linux beside Ctrl', press('\\', 'Minus', 'cg')],
    ['a French # by AltGr', press('#', 'Digit3', 'ca')],
    ['a key of an input method', press('k', 'KeyK', 'ci')],
    ['what an input method has taken', press('Process', 'KeyK', 'c')],
    ['a dead key', press('Dead', 'BracketLeft', 'c')],
    ['Ctrl alone', press('Control', 'ControlLeft', 'c')],
  ])('nothing: %s', (_, pressed) => {
    expect(chordsOf(pressed)).toEqual([]);
  });
});

it('is read and shown', () => {
  expect(partsOf('Mod+Shift+F')).toEqual({ mod: true, shift: true, name: 'F' });
  expect(partsOf('Mod++')).toEqual({ mod: true, shift: false, name: '+' });
  for (const bad of ['', 'Mod+', 'Shift+Mod+F', 'Alt+F', 'mod+f', 'Mod+f', 'Mod+Shift+FF F', 'Mod+ '])
    expect(partsOf(bad), bad).toBeNull();
  expect(chordText('Mod+Shift+ArrowUp')).toBe('Ctrl Shift ↑');
  expect(chordText('Mod+K', true)).toBe('⌘ K');
  expect(chordText('Mod+Tab', true)).toBe('Ctrl Tab');
  expect(ariaChord('Mod+Shift+F')).toBe('Control+Shift+F');
});

it('says what cannot be given', () => {
  for (const good of ['Mod+K', 'Mod+Shift+F', 'F6', 'Shift+F6', 'Mod+1', 'Mod+\\', 'Mod+Ö'])
    expect(faultOf(good), good).toBeNull();
  for (const writes of ['K', 'Shift+K', '1', 'Enter', 'Tab', 'ArrowUp', '/'])
    expect(faultOf(writes), writes).toBe('writes');
  for (const taken of ['Mod+C', 'Mod+V', 'Mod+Q', 'Mod+Enter', 'Mod+Space', 'F11', 'Shift+F10'])
    expect(faultOf(taken), taken).toBe('kept');
  for (const none of ['', 'Alt+K', 'Mod+Alt+K', 'nonsense here']) expect(faultOf(none), none).toBe('unknown');
});

it('takes of what is kept only what can be bindings', () => {
  const strange: string[] = [];
  const read = bindingsFrom(
    {
      'tab.close': 'Mod+Shift+W',
      'tab.reopen': null,
      'tab.twice': 'Mod+Shift+W',
      plain: 'K',
      alt: 'Alt+K',
      number: 7,
      'Not A Name': 'Mod+B',
    },
    (name) => strange.push(name),
  );
  expect(read).toEqual({ 'tab.close': 'Mod+Shift+W', 'tab.reopen': null });
  expect(strange).toEqual(['keys.tab.twice', 'keys.plain', 'keys.alt', 'keys.number', 'keys.Not A Name']);
  for (const none of [undefined, null]) expect(bindingsFrom(none, (n) => strange.push(n))).toEqual({});
  expect(strange).toHaveLength(5);
  for (const bad of [[], 'text', 3]) expect(bindingsFrom(bad)).toEqual({});
  const letter = (n: number) => String.fromCharCode(97 + n);
  const many = Array.from({ length: 300 }, (_, n) => [
    `a${letter(n % 26)}${letter(Math.floor(n / 26))}`,
    null,
  ]);
  expect(Object.keys(bindingsFrom(Object.fromEntries(many)))).toHaveLength(mostBindings);
});

describe('keys of actions', () => {
  const actions = [
    { id: 'close', keys: ['Mod+W'] },
    { id: 'next', keys: ['Mod+J'] },
    { id: 'bare', keys: [] },
    { id: 'back', keys: ['Escape'], fixed: true },
    { id: 'places', keys: ['Mod+1', 'Mod+2'], fixed: true },
  ] as const;
  const of = (id: string, bindings: Record<string, string | null>) => {
    const action = actions.find((one) => one.id === id);
    return action === undefined ? [] : keysOf(action, bindings);
  };

  it('are its own until others were given; a fixed one keeps its own', () => {
    expect(of('close', {})).toEqual(['Mod+W']);
    expect(of('close', { close: 'Mod+E' })).toEqual(['Mod+E']);
    expect(of('close', { close: null })).toEqual([]);
    expect(of('back', { back: 'Mod+E' })).toEqual(['Escape']);
  });

  it('have one owner', () => {
    expect(ownerOfKeys('Mod+J', 'close', actions, {})?.id).toBe('next');
    expect(ownerOfKeys('Mod+J', 'next', actions, {})).toBeUndefined();
    expect(ownerOfKeys('Mod+2', 'bare', actions, {})?.id).toBe('places');
    expect(ownerOfKeys('Mod+J', 'close', actions, { next: null })).toBeUndefined();
    expect(ownerOfKeys('Mod+E', 'close', actions, { bare: 'Mod+E' })?.id).toBe('bare');
  });

  it('are taken from whoever had them, and the usual ones leave no trace', () => {
    expect(withKeys({}, 'close', 'Mod+J', actions)).toEqual({ close: 'Mod+J', next: null });
    expect(withKeys({ close: 'Mod+E' }, 'close', 'Mod+W', actions)).toEqual({});
    expect(withKeys({}, 'close', null, actions)).toEqual({ close: null });
    expect(withKeys({ bare: 'Mod+E' }, 'bare', null, actions)).toEqual({});
    expect(withUsual({ close: 'Mod+J', next: null }, 'next', actions)).toEqual({ close: null });
    expect(withUsual({ close: 'Mod+E' }, 'close', actions)).toEqual({});
  });
});

it('two actions swap their keys; one without keys gives none', () => {
  const actions = [
    { id: 'close', keys: ['Mod+W'] },
    { id: 'next', keys: ['Mod+J'] },
    { id: 'bare', keys: [] },
    { id: 'sheet', keys: ['Mod+/', 'F1'] },
    { id: 'places', keys: ['Mod+1'], fixed: true },
  ];
  expect(withSwapped({}, 'close', 'Mod+J', actions)).toEqual({ close: 'Mod+J', next: 'Mod+W' });
  expect(withSwapped({ close: 'Mod+J', next: 'Mod+W' }, 'close', 'Mod+W', actions)).toEqual({});
  expect(withSwapped({}, 'bare', 'Mod+J', actions)).toEqual({ bare: 'Mod+J', next: null });
  expect(withSwapped({}, 'sheet', 'Mod+J', actions)).toEqual({ sheet: 'Mod+J', next: 'Mod+/' });
  expect(withSwapped({}, 'close', 'Mod+E', actions)).toEqual({ close: 'Mod+E' });
  expect(withSwapped({}, 'close', 'Mod+1', actions)).toEqual({ close: 'Mod+1' });
});
