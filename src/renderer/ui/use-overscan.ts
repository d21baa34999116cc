import { useEffect, useState } from 'react';

/**
 * Rows drawn beyond what is seen, for a virtual list: none in its first frame, which somebody is waiting for; `rows` from the
 * next one on, so that a turn of the wheel finds them there.
 */
export function useOverscan(rows: number): number {
  const [beyond, setBeyond] = useState(0);
  useEffect(() => {
    let next = requestAnimationFrame(() => {
      next = requestAnimationFrame(() => setBeyond(rows));
    });
    return () => cancelAnimationFrame(next);
  }, [rows]);
  return beyond;
}
