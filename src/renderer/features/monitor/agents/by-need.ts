import type { BoardAgent } from '#shared/protocol/board.ts';
import type { Figures } from '../figures.ts';

const ranks: Readonly<Record<BoardAgent['status'], number>> = {
  online: 1,
  busy: 2,
  away: 3,
  invisible: 4,
  offline: 5,
};

/** First those whose customers wait, the longest wait first; then by whether they are here; then by name. */
export function byNeed(figuresOf: (id: string) => Figures, compare: (a: string, b: string) => number) {
  return (a: BoardAgent, b: BoardAgent): number => {
    const [waitA, waitB] = [figuresOf(a.id).waitsSince, figuresOf(b.id).waitsSince];
    if (waitA !== null && waitB !== null && waitA !== waitB) return waitA - waitB;
    const rank = (wait: number | null, { status }: BoardAgent) => (wait === null ? ranks[status] : 0);
    return rank(waitA, a) - rank(waitB, b) || compare(a.name, b.name) || (a.id < b.id ? -1 : 1);
  };
}
