import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Refusal, RefusalError } from '#shared/protocol/errors.ts';
import { browserTime, signInPaths } from '#shared/protocol/sign-in.ts';
import { asRefusal } from './hub-http.ts';

/** What the hub exchanges for a session: the code is worth nothing to whoever has no verifier. */
export type BrowserCode = { readonly code: string; readonly verifier: string };

const said = { en: 'You can go back to Yingke now.', zh: '现在可以回到迎客了。' } as const;
const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Yingke</title><meta name="color-scheme" content="light dark"><h1>Yingke 迎客</h1><p>${said.en}</p><p lang="zh-CN">${said.zh}</p></html>`;

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  connection: 'close',
} as const;

/** What the browser brings back, once, to a listener on this computer that nobody else can reach (RFC 8252). */
type Brought = { readonly code: string } | { readonly refusal: Refusal };

const failed = (field?: string): Refusal => ({
  code: 'sign_in_failed',
  ...(field !== undefined && { field }),
});

/** Null for what is not of this sign-in: another page, or a guess of one that is open in the browser. */
function brought(url: string, host: string | undefined, port: number, challenge: string): Brought | null {
  if (host !== `127.0.0.1:${port}` || !url.startsWith('/sign-in?')) return null;
  const query = new URL(url, 'http://127.0.0.1').searchParams;
  if (query.get('for') !== challenge) return null;
  const [code, error] = [query.get('code'), query.get('error')];
  if (code !== null && /^[A-Za-z0-9_-]{43}$/.test(code)) return { code };
  const field = query.get('field') ?? undefined;
  return { refusal: asRefusal({ code: error, field }) ?? failed() };
}

/**
 * Sends the system's browser to the hub's sign-in, and waits for it. Rejects with `sign_in_failed`, `cancelled` when the signal is given up
 * and `timed_out` when nobody comes back, and with what the hub says where it lets nobody in.
 */
export async function signInByBrowser(options: {
  readonly hub: string;
  readonly open: (address: string) => Promise<unknown>;
  readonly cancelled: AbortSignal;
  readonly within?: number;
}): Promise<BrowserCode> {
  const { hub, open, cancelled, within = browserTime } = options;
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const late = AbortSignal.timeout(within);
    const back = new Promise<Brought>((resolve, reject) => {
      server.on('request', (request, response) => {
        const found = brought(request.url ?? '', request.headers.host, port, challenge);
        response.writeHead(found === null ? 404 : 200, headers).end(found === null ? '' : page, () => {
          if (found !== null) resolve(found);
        });
      });
      const given = () => reject(new RefusalError(failed('cancelled')));
      if (cancelled.aborted) given();
      cancelled.addEventListener('abort', given, { once: true });
      late.addEventListener('abort', () => reject(new RefusalError(failed('timed_out'))), { once: true });
    });
    // Looked at below; it may be over before the browser is there.
    back.catch(() => {});
    await open(`${hub}${signInPaths.start}?${new URLSearchParams({ challenge, port: String(port) })}`);
    const came = await back;
    if ('code' in came) return { code: came.code, verifier };
    throw new RefusalError(came.refusal);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}
