import { tell } from '../bridge/bridge.ts';

/** A page that fails at every frame says no more by it. */
const mostTold = 20;
let told = 0;

/** Errors that nobody foresaw go into the desk's log: their class and their place, no word of them. */
export function tellFaults(): void {
  addEventListener('error', ({ error, filename, lineno, colno }) => {
    const file = filename.replace(/^.*\//, '');
    say('error', error, file === '' ? null : `${file}:${lineno}:${colno}`);
  });
  addEventListener('unhandledrejection', ({ reason }) => say('rejection', reason, null));
}

function say(kind: 'error' | 'rejection', error: unknown, at: string | null): void {
  if (++told > mostTold) return;
  tell('support.fault', {
    kind,
    fault: (error instanceof Error ? error.name : typeof error).slice(0, 80),
    at: at?.slice(0, 160) ?? null,
  });
}
