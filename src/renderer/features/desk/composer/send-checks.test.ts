import { describe, expect, it } from 'vitest';
import { type Hold, heldBack, type SendCheck } from './send-checks.ts';

const content = { conversationId: 'c', text: 'call 138' };
const hold = (id: string, firm?: true): Hold => ({ id, reason: { id }, ...(firm && { firm }) });
const holds = (...all: Hold[]): SendCheck[] => all.map((one) => () => one);
const passes: SendCheck = () => null;

describe('heldBack', () => {
  it('lets pass what no check minds', () => {
    expect(heldBack([passes, passes], content, [], false)).toEqual([]);
  });

  it('tells all that holds it at once', () => {
    const checks = [passes, ...holds(hold('number'), hold('name'))];
    expect(heldBack(checks, content, [], false).map(({ id }) => id)).toEqual(['number', 'name']);
  });

  it('passes what the writer was told of and means, and not by the same Enter once more', () => {
    const checks = holds(hold('number'));
    expect(heldBack(checks, content, [hold('number')], true)).toEqual([]);
    expect(heldBack(checks, content, [hold('number')], false)).toHaveLength(1);
  });

  it('does not pass what the writer was not told of', () => {
    const checks = holds(hold('number'), hold('name'));
    expect(heldBack(checks, content, [hold('number')], true)).toHaveLength(2);
    expect(heldBack(holds(hold('number')), content, [], true)).toHaveLength(1);
  });

  it('never passes what has to be changed', () => {
    expect(heldBack(holds(hold('banned', true)), content, [hold('banned', true)], true)).toHaveLength(1);
  });

  it('gives each check the content', () => {
    const seen: string[] = [];
    const sees: SendCheck = ({ text }) => {
      seen.push(text);
      return null;
    };
    heldBack([sees], content, [], false);
    expect(seen).toEqual(['call 138']);
  });
});
