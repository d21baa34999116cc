import { type Answer, isRefusalCode } from '#shared/protocol/errors.ts';
import type { FilesDoor } from './contract.ts';

/** A piece that has not gone through by then will not on this connection. Milliseconds. */
const patience = 60_000;

/** Asks the hub. Rejects when the line is cut, or something in between answered. */
export async function ask<T>(
  door: FilesDoor,
  method: 'POST' | 'PUT',
  path: string,
  body: object,
  signal?: AbortSignal,
): Promise<Answer<T>> {
  if (signal?.aborted) throw new Error('given up');
  const isBytes = body instanceof Blob;
  const end = new AbortController();
  const stop = (): void => end.abort();
  signal?.addEventListener('abort', stop);
  const timer = setTimeout(stop, patience);
  try {
    const response = await fetch(door.base + path, {
      method,
      headers: {
        authorization: `Bearer ${door.token()}`,
        'content-type': isBytes ? 'application/octet-stream' : 'application/json',
      },
      body: isBytes ? body : JSON.stringify(body),
      credentials: 'omit',
      signal: end.signal,
    });
    const answer = (await response.json()) as Answer<T>;
    if (answer.ok !== true && !isRefusalCode(answer.error?.code)) throw new Error('no answer of the hub');
    return answer;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}
