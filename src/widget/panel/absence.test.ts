import { describe, expect, it } from 'vitest';
import { virtualClock } from '../../../test/support/virtual-clock.ts';
import { createAbsence, longAway } from './absence.ts';

function setUp() {
  const time = virtualClock();
  let changes = 0;
  const absence = createAbsence(time, () => {
    changes += 1;
  });
  return { time, absence, changes: () => changes };
}

describe('[C8] the hub’s absence', () => {
  it('is long after 20 s, however often it is said, and over at once', async () => {
    const { time, absence, changes } = setUp();
    absence.goesOn();
    await time.pass(longAway - 1);
    absence.goesOn();
    expect(absence.isLong()).toBe(false);
    await time.pass(1);
    expect([absence.isLong(), changes()]).toEqual([true, 1]);
    absence.goesOn();
    await time.pass(longAway * 3);
    expect(changes()).toBe(1);
    absence.over();
    expect([absence.isLong(), changes()]).toEqual([false, 2]);
  });

  it('counts from when the line was lost, and anew after every return', async () => {
    const { time, absence } = setUp();
    absence.goesOn(15_000);
    await time.pass(4999);
    expect(absence.isLong()).toBe(false);
    await time.pass(1);
    expect(absence.isLong()).toBe(true);
    absence.over();
    absence.goesOn(-99_000);
    await time.pass(longAway - 1);
    expect(absence.isLong()).toBe(false);
    absence.over();
    await time.pass(longAway);
    expect(absence.isLong()).toBe(false);
    expect(time.waiting()).toBe(0);
  });

  it('is forgotten with the page', async () => {
    const { time, absence, changes } = setUp();
    absence.goesOn();
    absence.stop();
    await time.pass(longAway);
    expect(changes()).toBe(0);
  });
});
