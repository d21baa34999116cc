import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Kind } from '#shared/domain/update/here.ts';

/** What packages bring along: keys that updates are signed with, and where the feed is. */
export type BuiltIn = { readonly keys: readonly string[]; readonly feed: string | null };

/** Out of the package's own description, which lies in the archive with the program. */
export function builtInFrom(manifest: unknown): BuiltIn {
  const { updates } = (manifest ?? {}) as { readonly updates?: { keys?: unknown; feed?: unknown } };
  const keys = Array.isArray(updates?.keys) ? updates.keys.filter((key) => typeof key === 'string') : [];
  return { keys, feed: typeof updates?.feed === 'string' && updates.feed !== '' ? updates.feed : null };
}

export function builtIn(appPath: string): BuiltIn {
  return builtInFrom(JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8')));
}

/**
 * How this desk was installed. The packages for Linux are made of one folder, so what lies in it does not say which of them it
 * came by: the system's own records do.
 */
export function kindHere(
  platform: NodeJS.Platform,
  program: string,
  env: Readonly<Record<string, string | undefined>>,
  isThere: (file: string) => boolean = existsSync,
): Kind {
  if (platform === 'darwin') return 'zip';
  const folder = dirname(program);
  if (platform === 'win32') return isThere(join(folder, 'Uninstall Yingke.exe')) ? 'nsis' : 'msi';
  if (env.APPIMAGE) return 'AppImage';
  if (folder !== '/opt/Yingke') return 'tar.gz';
  if (isThere(`/var/lib/dpkg/info/${basename(program)}.list`)) return 'deb';
  return isThere('/var/lib/rpm') || isThere('/usr/lib/sysimage/rpm') ? 'rpm' : 'tar.gz';
}
