import { describe, expect, test } from 'vitest';
import type { Entry } from '../entry.ts';
import { answered, newPlayer, type Player, step } from './player.ts';
import { scenes } from './scenes.ts';
import { scoreCustomer, scoreTraining } from './score.ts';
import { impatient, patience, type Script } from './script.ts';

const script: Script = {
  name: 'Ann',
  locale: 'en',
  arrives: 5,
  lines: [
    { say: 'Where is my parcel?', expects: ['number'] },
    { say: 'It is 42', expects: ['Tomorrow', 'today'] },
  ],
  thanks: 'Thanks',
};

/** Steps each second up to `to`; what was said, with the second. */
function play(
  player: Player,
  from: number,
  to: number,
): { readonly player: Player; readonly said: string[] } {
  const said: string[] = [];
  let current = player;
  for (let now = from; now <= to; now += 1) {
    const done = step(current, now);
    current = done.player;
    if (done.say !== null) said.push(`${now} ${done.say}`);
  }
  return { player: current, said };
}

describe('a simulated customer', () => {
  test('comes, goes on once answered, says thanks, and is served', () => {
    const came = play(newPlayer(script), 0, 20);
    expect(came.said).toEqual(['5 Where is my parcel?']);
    const told = play(answered(came.player, 20), 20, 40);
    expect(told.said).toHaveLength(1);
    expect(told.said[0]).toMatch(/It is 42$/);
    const done = play(answered(told.player, 40), 40, 60);
    expect(done.said.at(-1)).toMatch(/Thanks$/);
    expect(done.player.state).toBe('served');
    expect(play(answered(done.player, 70), 70, 400).said).toEqual([]);
  });

  test('asks again once, then gives up', () => {
    const { said, player } = play(newPlayer(script), 0, 5 + patience.leave + 60);
    expect(said.slice(1)).toEqual([
      `${5 + patience.nudge} ${impatient.en.nudge}`,
      `${5 + patience.leave} ${impatient.en.leave}`,
    ]);
    expect(player.state).toBe('gone');
  });

  test('an answer before they have written is none', () => {
    const coming = newPlayer(script);
    expect(answered(coming, 1)).toBe(coming);
  });
});

const entry = (
  kind: 'visitor' | 'agent',
  text: string,
  at: number,
  audience: 'everyone' | 'staff' = 'everyone',
) => ({ author: { kind }, body: { kind: 'message', text }, at, audience }) as unknown as Entry;

describe('the score', () => {
  const served = [
    entry('visitor', 'Where is my parcel?', 0),
    entry('agent', 'May I have the number?', 10_000),
    entry('visitor', 'It is 42', 20_000),
    entry('visitor', impatient.en.nudge, 70_000),
    entry('agent', 'It arrives tomorrow.', 80_000),
  ];

  test('of one customer: waits, what was to the point, patience', () => {
    expect(scoreCustomer(script, served)).toEqual({
      name: 'Ann',
      first: 10_000,
      average: 35_000,
      answered: 2,
      toThePoint: { hits: 2, of: 2 },
      nudged: true,
      left: false,
    });
    expect(scoreCustomer(script, [])).toMatchObject({
      first: null,
      answered: 0,
      toThePoint: { hits: 0, of: 2 },
    });
  });

  test('a reply to the wrong question is not to the point', () => {
    const wrong = [entry('visitor', 'Where is my parcel?', 0), entry('agent', 'It arrives today', 5000)];
    expect(scoreCustomer(script, wrong).toThePoint.hits).toBe(0);
  });

  test('of the whole: each part by its rule', () => {
    const one = scoreCustomer(script, served);
    expect(scoreTraining([one], { held: 2, sentAnyway: 1 })).toMatchObject({
      firstResponse: 10_000,
      handling: 35_000,
      parts: { speed: 30, rhythm: 16, point: 30, care: 15 },
      total: 91,
    });
    const none = scoreCustomer(script, []);
    expect(scoreTraining([none], { held: 0, sentAnyway: 0 }).total).toBe(0);
    expect(scoreTraining([one, none], { held: 0, sentAnyway: 0 }).parts).toMatchObject({
      speed: 15,
      point: 15,
    });
  });
});

test('the scenes: names are told apart, every question waits for some word, nobody comes at once', () => {
  for (const [id, scripts] of Object.entries(scenes)) {
    expect(new Set(scripts.map(({ name }) => name)).size, id).toBe(scripts.length);
    for (const { lines, arrives, thanks } of scripts) {
      expect(arrives).toBeGreaterThan(0);
      expect(thanks).not.toBe('');
      for (const { say, expects } of lines) expect(expects, say).not.toHaveLength(0);
    }
  }
});
