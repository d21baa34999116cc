import { readFileSync } from 'node:fs';
import { protocol } from 'electron';
import { appScheme, assetFor, pictureIn } from './asset-path.ts';

/** The page talks to nobody: sockets live in main. Nothing in it may be inline, or come from elsewhere. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "media-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const headers = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** Before the app is ready: gives our scheme an origin of its own, as secure as https. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/** Null where there is none that may be shown. */
export type FindPicture = (
  account: string,
  which: 'file' | 'thumb' | 'own',
  of: string,
) => Promise<{ readonly type: string; readonly bytes: Uint8Array } | null> | null;

export type AppPages = {
  /** From now on pictures of conversations are answered too, by `find`. */
  readonly showPictures: (find: FindPicture) => void;
};

const nothing = Buffer.alloc(0);

/** Serves the renderer's files, and nothing else of the disk. */
export function serveApp(root: string): AppPages {
  let find: FindPicture = () => null;
  // `protocol.handle` answers with a web `Response`, whose library and streams take 30 ms of this thread while the
  // page waits for its script. This older call hands the bytes over as they are.
  protocol.registerBufferProtocol(appScheme, (request, answer) => {
    if (request.method !== 'GET') return answer({ statusCode: 405, headers, data: nothing });
    const asked = pictureIn(request.url);
    if (asked !== null) {
      const found = find(asked.account, asked.which, asked.of) ?? Promise.resolve(null);
      found.then(
        (picture) => {
          if (picture === null) return answer({ statusCode: 404, headers, data: nothing });
          const { type, bytes } = picture;
          const kept = { ...headers, 'content-type': type, 'cache-control': 'private, no-store' };
          answer({ mimeType: type, headers: kept, data: Buffer.from(bytes) });
        },
        () => answer({ statusCode: 404, headers, data: nothing }),
      );
      return;
    }
    const asset = assetFor(root, request.url);
    if (asset === null) return answer({ statusCode: 404, headers, data: nothing });
    try {
      // At once: a promise of it would wait in line behind all that this thread is loading.
      const data = readFileSync(asset.file);
      answer({ mimeType: asset.type, headers: { ...headers, 'content-type': asset.type }, data });
    } catch {
      answer({ statusCode: 404, headers, data: nothing });
    }
  });
  return {
    showPictures: (by) => {
      find = by;
    },
  };
}
