import sharp from 'sharp';
import { newId } from '#shared/domain/key.ts';
import type { Answer } from '#shared/protocol/errors.ts';
import { filePaths, type LinksAnswer, type UploadState } from '#shared/protocol/files.ts';
import { filePiece } from '#shared/protocol/limits.ts';
import { shopOrigin } from './hub.ts';

/** Files as a desk or a visitor's browser sends them, over real HTTP. */

export type Sender = { readonly token: string } & (
  | { readonly as: 'desk' }
  | { readonly as: 'visitor'; readonly origin?: string }
);

function headersOf(who: Sender, more: Record<string, string> = {}) {
  return {
    authorization: `Bearer ${who.token}`,
    ...(who.as === 'visitor' && { origin: who.origin ?? shopOrigin }),
    ...more,
  };
}

async function answerOf<T>(response: Response): Promise<Answer<T>> {
  return (await response.json()) as Answer<T>;
}

export async function beginUpload(
  url: string,
  who: Sender,
  name: string,
  size: number,
  key = newId(),
): Promise<Answer<UploadState>> {
  return answerOf(
    await fetch(url + filePaths[who.as], {
      method: 'POST',
      headers: headersOf(who, { 'content-type': 'application/json' }),
      body: JSON.stringify({ key, name, size }),
    }),
  );
}

export async function sendPiece(
  url: string,
  who: Sender,
  id: string,
  at: number,
  piece: Uint8Array,
): Promise<Answer<UploadState>> {
  return answerOf(
    await fetch(`${url}${filePaths[who.as]}/${id}?at=${at}`, {
      method: 'PUT',
      headers: headersOf(who, { 'content-type': 'application/octet-stream' }),
      body: Buffer.from(piece),
    }),
  );
}

/** The whole way; the answer to the last piece, or the first refusal. */
export async function upload(
  url: string,
  who: Sender,
  name: string,
  bytes: Uint8Array,
  key = newId(),
): Promise<Answer<UploadState>> {
  let answer = await beginUpload(url, who, name, bytes.length, key);
  while (answer.ok && answer.value.file === null) {
    const { id, at } = answer.value;
    answer = await sendPiece(url, who, id, at, bytes.subarray(at, at + filePiece));
  }
  return answer;
}

/** The file as the hub has it; rejects when it was refused. */
export async function uploaded(url: string, who: Sender, name: string, bytes: Uint8Array) {
  const answer = await upload(url, who, name, bytes);
  if (!answer.ok || answer.value.file === null) throw new Error(`refused: ${JSON.stringify(answer)}`);
  return answer.value.file;
}

export async function linksOf(
  url: string,
  who: Sender,
  ids: readonly string[],
): Promise<Answer<LinksAnswer>> {
  return answerOf(
    await fetch(url + filePaths.links, {
      method: 'POST',
      headers: headersOf(who, { 'content-type': 'application/json' }),
      body: JSON.stringify({ ids }),
    }),
  );
}

export function download(url: string, token: string, id: string, variant = 'file', headers = {}) {
  return fetch(`${url}${filePaths.bytes}/${id}/${variant}`, {
    headers: { authorization: `Bearer ${token}`, ...headers },
  });
}

export function png(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#2a7' } })
    .png()
    .toBuffer();
}

/** Sideways, with the place where it was taken. */
export function photo(): Promise<Buffer> {
  return sharp({ create: { width: 300, height: 200, channels: 3, background: '#a72' } })
    .withExif({ IFD0: { Copyright: 'canary-of-exif' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}

/** As many frames as colours. */
export async function movingGif(): Promise<Buffer> {
  const frames = await Promise.all(
    ['#f00', '#0f0', '#00f'].map((background) =>
      sharp({ create: { width: 40, height: 30, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  return sharp(frames, { join: { animated: true } })
    .gif({ delay: [100, 100, 100] })
    .toBuffer();
}
