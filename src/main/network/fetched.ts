import type { WayOut } from './way-out.ts';

const mostRedirects = 3;

/** `fetch` by the way out, for what is signed and may come from anywhere: redirects are followed, but never out of TLS. */
export async function fetchedBy(way: WayOut, url: string, signal: AbortSignal): Promise<Response> {
  let at = url;
  for (let redirects = 0; ; redirects += 1) {
    const asked = { method: 'GET', headers: { 'cache-control': 'no-cache' }, body: null, signal } as const;
    const { status, headers, bytes } = await way.send(at, asked);
    const isElsewhere = status >= 300 && status < 400 && headers.location !== undefined;
    if (!isElsewhere) return new Response(status === 204 || status === 304 ? null : bytes, { status });
    const next = new URL(headers.location ?? '', at);
    const isLess = at.startsWith('https:') && next.protocol !== 'https:';
    if (redirects === mostRedirects || isLess) throw new Error('sent on to where it does not follow');
    at = next.href;
  }
}
