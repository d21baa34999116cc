import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { app, crashReporter } from 'electron';
import type { CrashMode } from '#shared/domain/diagnostics/crashes.ts';
import { type FileFound, filesUnder } from '../diagnostics/folder.ts';
import type { Settings } from '../settings/settings.ts';

/** A crash that comes again and again says no more the eleventh time. */
const mostKept = 10;

const folderIn = (dir: string) => join(dir, 'crashes');

let isOn = false;

/** From here on a crash of this program, and of what it starts after this, leaves a report on this computer. It is sent nowhere. */
export function keepCrashes(dir: string): void {
  if (isOn) return;
  isOn = true;
  app.setPath('crashDumps', folderIn(dir));
  crashReporter.start({ uploadToServer: false, compress: false, ignoreSystemCrashHandler: true });
}

export type Crashes = {
  readonly look: () => { readonly mode: CrashMode; readonly count: number; readonly last: number | null };
  readonly remove: () => void;
  readonly follow: (mode: CrashMode) => void;
};

/** The reports that are here, by the rule that counts. Where none may be kept, none are. */
export function createCrashes(
  dir: string,
  settings: Pick<Settings, 'get' | 'update'>,
  first: CrashMode,
): Crashes {
  let mode: CrashMode = first;
  const found = (): readonly FileFound[] =>
    filesUnder(folderIn(dir)).filter(({ name }) => name.endsWith('.dmp'));
  const removeAll = (files: readonly FileFound[]): void => {
    for (const { path } of files) {
      rmSync(path, { force: true });
      rmSync(path.replace(/\.dmp$/, '.meta'), { force: true });
    }
  };
  const follow = (next: CrashMode): void => {
    mode = next;
    if (mode === 'local') keepCrashes(dir);
    if (settings.get().keptCrashes !== (mode === 'local')) settings.update({ keptCrashes: mode === 'local' });
    removeAll(mode === 'off' ? found() : found().slice(mostKept));
  };
  return {
    look: () => {
      const files = found();
      return { mode, count: files.length, last: files[0] === undefined ? null : Math.round(files[0].at) };
    },
    remove: () => removeAll(found()),
    follow,
  };
}
