import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { type Found, policiesIn } from './json-folder.ts';
import { profilePolicies } from './profile.ts';
import { registryPolicies } from './registry.ts';

/** Where IT puts policies on Linux. */
const linuxFolder = '/etc/yingke-desk/policies';

const root = 0;

/**
 * What IT says on this computer. `elsewhere`: a folder of JSON in place of the system's own, for development and tests only;
 * files in it may be anybody's.
 */
export function systemPolicies(platform: NodeJS.Platform, elsewhere: string | null): Found {
  if (elsewhere !== null) return folderPolicies(elsewhere, null);
  switch (platform) {
    case 'win32':
      return registryPolicies(queryRegistry);
    case 'darwin':
      return profilePolicies(userInfo().username, readProfile);
    default:
      return folderPolicies(linuxFolder, root);
  }
}

function folderPolicies(folder: string, owner: number | null): Found {
  const found = [
    policiesIn(join(folder, 'recommended'), 'recommended', owner),
    policiesIn(join(folder, 'managed'), 'enforced', owner),
  ];
  return {
    layers: found.flatMap(({ layers }) => layers),
    ignored: found.flatMap(({ ignored }) => ignored),
  };
}

/** The system's own programs, by their whole paths: another one of that name must not answer. */
function queryRegistry(key: string): string | null {
  const program = join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'reg.exe');
  return printed(program, ['query', key, '/s', '/reg:64']);
}

function readProfile(file: string): string | null {
  if (!existsSync(file)) return null;
  return printed('/usr/bin/plutil', ['-convert', 'json', '-o', '-', file]) ?? '';
}

/** Null where it ends with an error, as `reg` does for a key that is not there. */
function printed(program: string, args: readonly string[]): string | null {
  try {
    return execFileSync(program, args, {
      encoding: 'utf8',
      timeout: 5_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return null;
  }
}
