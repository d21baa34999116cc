import { describe, expect, it } from 'vitest';
import { createKeyStack } from './key-stack.ts';

const key = (more: Partial<KeyboardEvent> = {}) =>
  ({ key: 'Enter', keyCode: 13, isComposing: false, ...more }) as KeyboardEvent;

/** Says when it was asked, and whether it wanted the key. */
const asks = (asked: string[], name: string, takes: boolean) => () => {
  asked.push(name);
  return takes;
};

describe('createKeyStack', () => {
  it('asks what opened last first, and stops where a key was taken', () => {
    const stack = createKeyStack();
    const asked: string[] = [];
    stack.add(asks(asked, 'below', true));
    const remove = stack.add(asks(asked, 'above', true));
    expect(stack.handle(key())).toBe(true);
    remove();
    expect(stack.handle(key())).toBe(true);
    expect(asked).toEqual(['above', 'below']);
  });

  it('goes on to the next where a key was not wanted', () => {
    const stack = createKeyStack();
    const asked: string[] = [];
    stack.add(asks(asked, 'below', false));
    stack.add(asks(asked, 'above', false));
    expect(stack.handle(key())).toBe(false);
    expect(asked).toEqual(['above', 'below']);
  });

  it('leaves an input method its keys', () => {
    const stack = createKeyStack();
    stack.add(() => true);
    expect(stack.handle(key({ isComposing: true }))).toBe(false);
    expect(stack.handle(key({ keyCode: 229 }))).toBe(false);
  });
});
