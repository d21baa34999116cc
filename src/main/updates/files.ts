import { createHash } from 'node:crypto';
import { createReadStream, rmSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';

export async function digestOf(file: string): Promise<{ readonly size: number; readonly sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  await pipeline(createReadStream(file), async (parts: AsyncIterable<Buffer>) => {
    for await (const part of parts) {
      size += part.length;
      hash.update(part);
    }
  });
  return { size, sha256: hash.digest('hex') };
}

export function removeFetched(file: string): void {
  rmSync(file, { force: true });
}

/** Longer than any manifest. */
const longest = 100_000;

type Get = (url: string, options: { signal: AbortSignal }) => Promise<Response>;

/** A manifest's text; null where the feed has none for this desk. `get` is `fetch` by whatever way out there is. */
export function reader(get: Get): (url: string) => Promise<string | null> {
  return async (url) => {
    const answer = await get(url, { signal: AbortSignal.timeout(30_000) });
    if (answer.status === 404) return null;
    if (!answer.ok) throw new Error('the feed gives no answer that can be used');
    const text = await answer.text();
    return text.length > longest ? null : text;
  };
}
