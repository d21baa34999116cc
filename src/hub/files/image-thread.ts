import { readFile, writeFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import type { Metadata, Sharp, SharpOptions } from 'sharp';
import {
  type Drawing,
  type DrawingReply,
  type Drawn,
  maxFrames,
  maxPixels,
  maxSide,
  thumbSide,
} from './image-work.ts';
import { loadSharp } from './load-sharp.ts';

/**
 * The thread that draws pictures anew: what is kept has been decoded and encoded by us, so that nothing of what was
 * sent is in it but what can be seen: no place where it was taken, no script behind the last pixel.
 */

const sharp = loadSharp();
// Pictures of strangers follow each other: nothing of one is of use for the next, and one core is enough.
sharp.cache(false);
sharp.concurrency(1);

class Broken extends Error {}

const options = { limitInputPixels: maxPixels, failOn: 'error', sequentialRead: true } as const;

async function draw({ from, to, thumb, type }: Drawing): Promise<Drawn> {
  const source = await readFile(from);
  const about = await understood(() => sharp(source, options).metadata());
  const { width, height } = sizeOf(about);
  if (width > maxSide || height > maxSide || width * height > maxPixels) throw new Broken('too large');
  const moves = isMoving(about, type, width * height);
  const open = (more: SharpOptions = {}): Sharp => sharp(source, { ...options, ...more });
  const { data, info } = await understood(() =>
    encoded(open({ animated: moves }).autoOrient(), type).toBuffer({ resolveWithObject: true }),
  );
  const small = await understood(() =>
    open({ animated: false })
      .autoOrient()
      .resize(thumbSide, thumbSide, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 75 })
      .toBuffer(),
  );
  await writeFile(to, data, { mode: 0o600, flush: true });
  await writeFile(thumb, small, { mode: 0o600, flush: true });
  return { width: info.width, height: info.pageHeight ?? info.height, size: data.length };
}

/** What cannot be decoded is the picture's fault. */
async function understood<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Broken((error as Error).message);
  }
}

function sizeOf({ width = 0, height = 0, pageHeight }: Metadata): { width: number; height: number } {
  return { width, height: pageHeight ?? height };
}

/** All frames are kept where together they are no more work than one large picture. */
function isMoving({ pages = 1 }: Metadata, type: string, pixels: number): boolean {
  const can = type === 'image/gif' || type === 'image/webp';
  return can && pages > 1 && pages <= maxFrames && pages * pixels <= maxPixels;
}

function encoded(picture: Sharp, type: string): Sharp {
  switch (type) {
    case 'image/png':
      return picture.png({ compressionLevel: 8 });
    case 'image/gif':
      return picture.gif();
    case 'image/webp':
      return picture.webp({ quality: 85 });
    case 'image/jpeg':
      return picture.jpeg({ quality: 86 });
    default:
      throw new Error('no picture');
  }
}

parentPort?.on('message', (drawing: Drawing) => {
  const { id } = drawing;
  draw(drawing).then(
    (drawn) => parentPort?.postMessage({ id, ok: true, drawn } satisfies DrawingReply),
    (error: Error) =>
      parentPort?.postMessage({
        id,
        ok: false,
        broken: error instanceof Broken,
        message: error.message,
      } satisfies DrawingReply),
  );
});
