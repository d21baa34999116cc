import { useRef, useState } from 'react';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';

export type Moving = {
  readonly state: 'asked' | 'moving' | 'done';
  readonly moved: number;
  readonly taken: number;
  readonly left: number;
  readonly refusal: Refusal | null;
};

const begun: Moving = { state: 'asked', moved: 0, taken: 0, left: 0, refusal: null };

/**
 * Moves a whole queue, as many at a time as the hub takes, until nobody is left there, it is refused, or one stops it.
 * Also where nothing more can be moved: who sits there then comes too fast, or cannot go.
 */
export function useMoving(from: string) {
  const [moving, setMoving] = useState<Moving>(begun);
  const stopped = useRef(false);

  /** `waiting`: how many sit there as far as is known here, until the hub says. */
  async function move(to: string, waiting: number): Promise<void> {
    stopped.current = false;
    let all: Moving = { ...begun, state: 'moving', left: waiting };
    setMoving(all);
    try {
      for (;;) {
        const { moved, taken, left } = await call('supervise.moveQueue', { from, to });
        all = { ...all, moved: all.moved + moved, taken: all.taken + taken, left };
        if (left === 0 || moved === 0 || stopped.current) break;
        setMoving(all);
      }
      setMoving({ ...all, state: 'done' });
    } catch (error) {
      setMoving({ ...all, state: all.moved > 0 ? 'done' : 'asked', refusal: refusedWith(error) });
    }
  }

  return {
    moving,
    move,
    stop: () => {
      stopped.current = true;
    },
  };
}
