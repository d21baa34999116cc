import { expect, it } from 'vitest';
import type { Press } from '#shared/domain/keys/chord.ts';
import { heard } from './heard.ts';

const actions = [
  { id: 'next', keys: ['Mod+J'] },
  { id: 'keys', keys: ['Mod+/'] },
  { id: 'back', keys: ['Escape'], fixed: true },
] as const;
const [next, keys] = actions;

const press = (key: string, code: string, how = ''): Press => ({
  key,
  code,
  ctrlKey: how.includes('c'),
  metaKey: false,
  altKey: how.includes('a'),
  shiftKey: how.includes('s'),
  altGraph: how.includes('g'),
  isComposing: how.includes('i'),
});

it.each([
  ['free ones', press('e', 'KeyE', 'c'), { is: 'free', chord: 'Mod+E' }],
  ['another’s', press('j', 'KeyJ', 'c'), { is: 'taken', chord: 'Mod+J', owner: next }],
  [
    'another’s, as a German keyboard writes it',
    press('/', 'Digit7', 'cs'),
    { is: 'taken', chord: 'Mod+/', owner: keys },
  ],
  ['a letter', press('e', 'KeyE'), { is: 'fault', fault: 'writes' }],
  ['a Polish letter', press('ę', 'KeyE', 'a'), { is: 'fault', fault: 'alt' }],
  ['AltGr of Windows', press('€', 'KeyE', 'ca'), { is: 'fault', fault: 'alt-gr' }],
  ['AltGr of Linux', press('€', 'KeyE', 'g'), { is: 'fault', fault: 'alt-gr' }],
  ['what every text field has', press('v', 'KeyV', 'c'), { is: 'fault', fault: 'kept' }],
  ['the way out', press('Escape', 'Escape'), { is: 'cancel' }],
  ['none any more', press('Backspace', 'Backspace'), { is: 'none' }],
  ['Ctrl that is only held', press('Control', 'ControlLeft', 'c'), { is: 'nothing' }],
  ['Tab on its way', press('Tab', 'Tab', 's'), { is: 'nothing' }],
  ['an input method’s', press('e', 'KeyE', 'ci'), { is: 'fault', fault: 'ime' }],
])('hears %s', (_, pressed, what) => {
  expect(heard(pressed, 'mine', actions, {})).toEqual(what);
});

it('its own keys are no conflict, and what was taken from somebody is free', () => {
  expect(heard(press('j', 'KeyJ', 'c'), 'next', actions, {})).toEqual({ is: 'free', chord: 'Mod+J' });
  expect(heard(press('j', 'KeyJ', 'c'), 'mine', actions, { next: null })).toEqual({
    is: 'free',
    chord: 'Mod+J',
  });
});
