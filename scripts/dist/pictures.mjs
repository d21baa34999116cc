import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadSharp } from '../../src/hub/files/load-sharp.ts';
import { inRoot } from '../setup/places.mjs';
import { bmpOf, icnsOf, icoOf } from './picture-files.mjs';

/**
 * Icons and pictures of the installers, made from the drawings in resources/icon.svg and build/art. What is made is
 * committed, so that a build needs none of this.
 */

/** Sizes in which Linux's themes look for an icon. */
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512];
const windowsSizes = [16, 20, 24, 32, 40, 48, 64, 128, 256];
/** Below that the drawing with thicker lines is used. */
const small = 40;

/** @param {string} [to] the folder build/ */
export async function drawPictures(to = inRoot('build')) {
  const sharp = loadSharp();
  const art = (/** @type {string} */ name) => readFileSync(inRoot('build', 'art', `${name}.svg`));
  const large = readFileSync(inRoot('resources', 'icon.svg'));
  /** @param {Buffer} svg @param {number} width @param {number} height */
  const draw = (svg, width, height) => {
    const [, , , drawn = '512'] = /viewBox="([\d.]+) ([\d.]+) ([\d.]+)/.exec(svg.toString()) ?? [];
    // What is small is drawn at four times its size and made smaller: thin lines stay whole.
    const density = (72 * width * (width < 256 ? 4 : 1)) / Number(drawn);
    return sharp(svg, { density }).resize(width, height, { kernel: 'lanczos3' });
  };
  const png = (/** @type {Buffer} */ svg, /** @type {number} */ size) =>
    draw(svg, size, size).png({ compressionLevel: 9 }).toBuffer();
  /** @param {number} size */
  const icon = (size) => png(size < small ? art('icon-small') : large, size);

  /** @type {Record<string, Buffer>} */
  const made = {};
  for (const size of linuxSizes) made[`icons/${size}x${size}.png`] = await icon(size);
  made['icons/icon.ico'] = icoOf(
    await Promise.all(windowsSizes.map(async (size) => ({ size, png: await icon(size) }))),
  );
  made['icons/icon.icns'] = icnsOf(
    await Promise.all(
      [16, 32, 64, 128, 256, 512, 1024].map(async (size) => ({
        size,
        png: await png(size < small ? art('icon-small') : art('icon-mac'), size),
      })),
    ),
  );
  for (const [name, width, height] of /** @type {const} */ ([
    ['sidebar', 164, 314],
    ['header', 150, 57],
  ])) {
    const { data } = await draw(art(name), width, height)
      .flatten({ background: '#ffffff' })
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    made[`windows/${name}.bmp`] = bmpOf(data, width, height);
  }
  for (const scale of [1, 2]) {
    const name = `macos/background${scale === 1 ? '' : '@2x'}.png`;
    made[name] = await draw(art('background'), 660 * scale, 400 * scale)
      .png({ compressionLevel: 9 })
      .toBuffer();
  }
  for (const [name, bytes] of Object.entries(made)) {
    const file = path.join(to, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  return Object.keys(made);
}
