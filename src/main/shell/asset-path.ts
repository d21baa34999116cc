import { realpathSync } from 'node:fs';
import { extname, isAbsolute, relative, resolve, sep } from 'node:path';
import { accountOf, firstPlace } from '#shared/ipc/account-of.ts';

export const appScheme = 'app';
export const appHost = 'desk';
export const appOrigin = `${appScheme}://${appHost}`;
export const appPage = `${appOrigin}/index.html`;

/** The page of one account. Which one it is of is in its address, for as long as it lives. */
export function pageOf(account: string): string {
  return account === firstPlace ? appPage : `${appPage}?account=${account}`;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
};

export type Asset = { readonly file: string; readonly type: string };

/**
 * The file that an address of our own scheme names, or null when it names none that may be read:
 * outside `root` (by `..`, in whatever spelling, or by a symbolic link), of a type we do not serve,
 * or not there.
 */
export function assetFor(root: string, address: string): Asset | null {
  const path = pathIn(address);
  if (path === null) return null;
  const type = contentTypes[extname(path).toLowerCase()];
  if (type === undefined) return null;
  const file = resolve(root, `.${path}`);
  if (!isInside(root, file)) return null;
  try {
    // Where the path leads in truth, all links followed.
    const real = realpathSync(file);
    return isInside(realpathSync(root), real) ? { file: real, type } : null;
  } catch {
    return null;
  }
}

/** `account`: whose page shows it. */
type PictureAddress = {
  readonly account: string;
  readonly which: 'file' | 'thumb' | 'own';
  readonly of: string;
};

/** The picture that an address of our own scheme names: by id or key alone, nothing of the disk. */
export function pictureIn(address: string): PictureAddress | null {
  const [, of, which] = /^\/files\/([0-9a-f-]{36})\/(file|thumb|own)$/.exec(pathIn(address) ?? '') ?? [];
  if (of === undefined || which === undefined) return null;
  return { account: accountOf(new URL(address).search), which: which as PictureAddress['which'], of };
}

/** The decoded path, null for an address that is not plainly a path on our host. */
function pathIn(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== `${appScheme}:` || url.host !== appHost) return null;
  try {
    const path = decodeURIComponent(url.pathname);
    const parts = path.split('/');
    // A second layer of encoding, a back slash or a null byte has no place in a name of ours.
    return /[\\%\0]/.test(path) || parts.includes('..') || !path.startsWith('/') ? null : path;
  } catch {
    return null;
  }
}

function isInside(root: string, file: string): boolean {
  const way = relative(root, file);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
