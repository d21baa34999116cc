import { useCallback, useEffect, useRef, useState } from 'react';
import { comeBy, momentOfNext, momentOfPrevious, type Timeline } from '#shared/domain/replay/timeline.ts';

export const speeds = [1, 2, 5, 10, 60] as const;
export type Speed = (typeof speeds)[number];

/** How often the hand moves, milliseconds. Who wants little motion sees it move with each entry only. */
const beat = 100;

export type Player = {
  /** Milliseconds after the beginning of the playing. */
  readonly at: number;
  readonly isPlaying: boolean;
  readonly speed: Speed;
  readonly toggle: () => void;
  readonly seek: (to: number) => void;
  readonly next: () => void;
  readonly previous: () => void;
  readonly faster: (by: 1 | -1) => void;
  readonly setSpeed: (speed: Speed) => void;
};

/** Plays a timeline by the page's own clock. */
export function usePlayer(timeline: Timeline): Player {
  const [at, setAt] = useState(0);
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>(1);
  const isStill = useReducedMotion();
  const now = useRef(at);
  now.current = at;
  const { played } = timeline;
  const seek = useCallback((to: number) => setAt(Math.min(Math.max(0, to), played)), [played]);

  useEffect(() => {
    if (!isPlaying) return;
    const from = { at: now.current, moment: performance.now() };
    const timer = setInterval(() => {
      const to = Math.min(played, from.at + (performance.now() - from.moment) * speed);
      const isNew = comeBy(timeline, to) !== comeBy(timeline, now.current);
      if (!isStill || isNew || to === played) setAt(to);
      if (to === played) setPlaying(false);
    }, beat);
    return () => clearInterval(timer);
  }, [isPlaying, speed, timeline, played, isStill]);

  /** Where it was put by hand it goes on from. */
  const put = (to: number) => {
    seek(to);
    setPlaying(false);
  };
  return {
    at: Math.min(at, played),
    isPlaying,
    speed,
    toggle: () => {
      if (!isPlaying && at >= played) setAt(0);
      setPlaying(!isPlaying);
    },
    seek: put,
    next: () => put(momentOfNext(timeline, now.current)),
    previous: () => put(momentOfPrevious(timeline, now.current)),
    faster: (by) =>
      setSpeed(speeds[Math.min(speeds.length - 1, Math.max(0, speeds.indexOf(speed) + by))] ?? 1),
    setSpeed,
  };
}

function useReducedMotion(): boolean {
  const query = '(prefers-reduced-motion: reduce)';
  const [isStill, setStill] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const change = () => setStill(list.matches);
    list.addEventListener('change', change);
    return () => list.removeEventListener('change', change);
  }, []);
  return isStill;
}
