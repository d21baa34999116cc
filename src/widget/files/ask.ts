import type { Answer } from '#shared/protocol/errors.ts';
import type { FilesDoor } from './contract.ts';

/** Asks the hub. Rejects when the line is cut, or something in between answered. */
export async function ask<T>(door: FilesDoor, path: string, body: object): Promise<Answer<T>> {
  const response = await fetch(door.base + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${door.token()}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    credentials: 'omit',
  });
  return (await response.json()) as Answer<T>;
}
