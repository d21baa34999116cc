import { describe, expect, it } from 'vitest';
import { composerKey } from './keys.ts';

const enter = {
  key: 'Enter',
  keyCode: 13,
  isComposing: false,
  shiftKey: false,
  altKey: false,
  repeat: false,
  timeStamp: 10_000,
};

describe('composerKey', () => {
  it('sends on Enter and on Ctrl+Enter', () => {
    expect(composerKey(enter, 0)).toBe('send');
  });

  it('lets Shift+Enter break the line, and other keys write', () => {
    expect(composerKey({ ...enter, shiftKey: true }, 0)).toBe('leave');
    expect(composerKey({ ...enter, altKey: true }, 0)).toBe('leave');
    expect(composerKey({ ...enter, key: 'a', keyCode: 65 }, 0)).toBe('leave');
  });

  it('never sends a half-composed text', () => {
    expect(composerKey({ ...enter, isComposing: true }, 0)).toBe('leave');
    expect(composerKey({ ...enter, keyCode: 229 }, 0)).toBe('leave');
    expect(composerKey(enter, enter.timeStamp - 5)).toBe('hold');
    expect(composerKey(enter, enter.timeStamp - 100)).toBe('send');
  });

  it('sends once when Enter is held down', () => {
    expect(composerKey({ ...enter, repeat: true }, 0)).toBe('hold');
  });
});

it('where Ctrl+Enter sends, a plain Enter writes, and an input method’s never sends', () => {
  const press = (more: object) => composerKey({ ...enter, ...more }, Number.NEGATIVE_INFINITY, 'ctrl-enter');
  expect(press({})).toBe('leave');
  expect(press({ ctrlKey: true })).toBe('send');
  expect(press({ metaKey: true })).toBe('send');
  expect(press({ ctrlKey: true, isComposing: true })).toBe('leave');
  expect(press({ ctrlKey: true, repeat: true })).toBe('hold');
});
