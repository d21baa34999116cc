import { spawn } from 'node:child_process';
import { app } from 'electron';
import { argsAgain } from '../flags.ts';

/** Waits for the end of the process that is named first, and becomes the program. */
const waiter = 'while kill -0 "$0" 2>/dev/null; do sleep 0.1; done; exec "$@"';

/**
 * The desk once more when this one has ended. On Linux not by Electron's own way: what that starts may never gain a privilege
 * (no_new_privs), so neither sudo nor pkexec would work in it, and the next update could not be put in place.
 */
export function startAgain(isHidden: boolean): void {
  const ours = argsAgain(process.argv.slice(1), isHidden);
  if (process.platform !== 'linux') {
    app.relaunch({ args: [...ours] });
    return;
  }
  const program = process.env.APPIMAGE ?? process.execPath;
  const args = ['-c', waiter, `${process.pid}`, program, ...ours];
  spawn('/bin/sh', args, { detached: true, stdio: 'inherit' }).unref();
}
