import { say } from '../report.ts';

/** What is timed is what people have: without what only development looks at. */
export const isTimed = process.env.YINGKE_TIMING === '1';
const said = new Set<string>();

/**
 * For the start bench: with YINGKE_TIMING=1 says once, on standard output, how many milliseconds after
 * the process was created something was reached.
 */
export function timing(name: 'window-shown' | 'shell-painted' | 'conversation-painted'): void {
  if (!isTimed || said.has(name)) return;
  said.add(name);
  const created = process.getCreationTime() ?? performance.timeOrigin;
  say({ event: 'timing', name, ms: Math.round(Date.now() - created) });
}
