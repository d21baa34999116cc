import { reportOf } from './report.ts';
import { count, type RunOptions, runFaults, seconds } from './run.ts';
import { noFaults } from './schedule.ts';

/** P9: nothing breaks, but one live event in a hundred is lost, also the last ones. Nobody reloads anything. */

/** By then everybody has everything, counted from the last message. Milliseconds. */
const limit = 15_000;
/** The last events of a round are the ones that no later one makes up for: as many chances to lose one. */
const rounds = 20;

export async function runDrops(
  options: Pick<RunOptions, 'seed' | 'duration' | 'messages' | 'visitors' | 'desks' | 'say'>,
): Promise<boolean> {
  const result = await runFaults({
    ...options,
    ...noFaults,
    changes: Math.ceil(options.messages / 20),
    rounds,
    loseEvents: 0.01,
    healLimit: limit,
  });
  const { say } = options;
  for (const line of reportOf(result)) say(line);
  const { events, eventsLost } = result.lines;
  say(
    `${count(eventsLost)} of ${count(events)} live events lost: every client complete at most ${seconds(result.healed)} after the last message of each of ${rounds} rounds ` +
      `(limit ${seconds(limit)}), no reload; seed ${options.seed}`,
  );
  return result.violations.length === 0;
}
