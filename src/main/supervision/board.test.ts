import { describe, expect, it } from 'vitest';
import type { BoardDelta, BoardNow } from '#shared/protocol/board.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import { silentLog } from '../log.ts';
import { type BoardPart, createBoardKeeper } from './board.ts';

const now = (number: number): BoardNow => ({ number, at: 0, rows: [], agents: [], groups: [] });
const delta = (from: number, to = from + 1): BoardDelta => ({ from, to, at: 0 });
const turn = () => new Promise((resolve) => setImmediate(resolve));

function stage() {
  const asked: { event: string; input: unknown }[] = [];
  const answers: ((answer: BoardNow | RefusalError) => void)[] = [];
  const parts: BoardPart[] = [];
  const keeper = createBoardKeeper({
    ask: ((event: string, input: unknown) => {
      asked.push({ event, input });
      if (event !== 'board.open') return Promise.resolve(null);
      return new Promise((resolve, reject) =>
        answers.push((answer) => (answer instanceof RefusalError ? reject(answer) : resolve(answer))),
      );
    }) as never,
    log: silentLog,
    tell: (part) => void parts.push(part),
  });
  const names = () => parts.map((part) => ('now' in part ? `now ${part.now.number}` : `${part.delta.from}`));
  return { keeper, asked, answers, parts, names };
}

async function opened(number = 4) {
  const all = stage();
  const answer = all.keeper.open();
  all.answers[0]?.(now(number));
  expect((await answer).number).toBe(number);
  await turn();
  return all;
}

describe('the board on its way to the page', () => {
  it('tells what changes, in order, and says how far it is every few changes', async () => {
    const { keeper, asked, names } = await opened();
    for (let n = 4; n < 16; n += 1) keeper.heard(delta(n));
    expect(names()).toEqual(Array.from({ length: 12 }, (_, i) => `${i + 4}`));
    expect(asked.filter(({ event }) => event === 'board.got').map(({ input }) => input)).toEqual([
      { number: 9 },
      { number: 14 },
    ]);
  });

  it('puts what came before the answer behind it, and not what the answer has in it', async () => {
    const { keeper, answers, names } = stage();
    const answer = keeper.open();
    keeper.heard(delta(3));
    keeper.heard(delta(4));
    answers[0]?.(now(4));
    await answer;
    await turn();
    expect(names()).toEqual(['4']);
  });

  it('asks for the whole where something is missing, and goes on from there', async () => {
    const { keeper, answers, asked, names } = await opened();
    keeper.heard(delta(4));
    keeper.heard(delta(6));
    keeper.heard(delta(7));
    expect(asked.filter(({ event }) => event === 'board.open')).toHaveLength(2);
    answers[1]?.(now(7));
    await turn();
    expect(names()).toEqual(['4', 'now 7', '7']);
  });

  it('asks for the whole after every new line, as long as somebody looks', async () => {
    const { keeper, answers, asked, names } = await opened();
    keeper.ready();
    answers[1]?.(new RefusalError('unavailable'));
    await turn();
    keeper.ready();
    answers[2]?.(now(1));
    await turn();
    expect(names()).toEqual(['now 1']);
    keeper.close();
    keeper.ready();
    keeper.heard(delta(1));
    expect(asked.at(-1)?.event).toBe('board.close');
    expect(names()).toEqual(['now 1']);
  });

  it('leaves an answer that is late to who asked last', async () => {
    const { keeper, answers } = stage();
    const first = keeper.open();
    const second = keeper.open();
    answers[1]?.(now(9));
    expect((await second).number).toBe(9);
    answers[0]?.(now(4));
    await expect(first).rejects.toThrow('conflict');
  });
});
