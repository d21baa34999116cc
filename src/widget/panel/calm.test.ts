import { describe, expect, it } from 'vitest';
import { virtualClock } from '../../../test/support/virtual-clock.ts';
import { breath, createCalm } from './calm.ts';

function setUp() {
  const time = virtualClock();
  const said: string[] = [];
  return { time, said, calm: createCalm(time, (text) => said.push(text)) };
}

describe('what a screen reader says of the queue', () => {
  it('is said at once, and then the newest of each breath', async () => {
    const { time, said, calm } = setUp();
    for (const place of ['5', '4', '3']) calm.tell(place);
    expect(said).toEqual(['5']);
    await time.pass(breath - 1);
    expect(said).toEqual(['5']);
    await time.pass(1);
    expect(said).toEqual(['5', '3']);
    await time.pass(breath);
    calm.tell('2');
    expect(said).toEqual(['5', '3', '2']);
  });

  it('is not said twice, and not at all once it is over', async () => {
    const { time, said, calm } = setUp();
    calm.tell('2');
    calm.tell('1');
    calm.tell('');
    await time.pass(5 * breath);
    expect(said).toEqual(['2', '']);
    expect(time.waiting()).toBe(0);
    calm.tell('2');
    calm.tell('2');
    await time.pass(5 * breath);
    expect(said).toEqual(['2', '', '2']);
  });
});
