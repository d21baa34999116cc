import { join } from 'node:path';
import { app, crashReporter } from 'electron';

export const crashFolder = (dir: string) => join(dir, 'crashes');

let isOn = false;

/**
 * From here on a crash of this program, and of what it starts after this, leaves a report on this computer. Crashpad itself sends it
 * nowhere: what may be sent, and to whom, is for `crash-sender.ts` to know.
 */
export function keepCrashes(dir: string): void {
  if (isOn) return;
  isOn = true;
  app.setPath('crashDumps', crashFolder(dir));
  crashReporter.start({ uploadToServer: false, compress: false, ignoreSystemCrashHandler: true });
}
