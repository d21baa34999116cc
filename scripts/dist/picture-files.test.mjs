import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { inRoot } from '../setup/places.mjs';
import { bmpOf, icnsOf, icoOf } from './picture-files.mjs';
import { drawPictures } from './pictures.mjs';

/** Width and height as a PNG says them. @param {Buffer} png */
function sizeOf(png) {
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

describe('the icon for Windows', () => {
  it('has all sizes that its desktop asks for, each where the list says', () => {
    const ico = readFileSync(inRoot('build/icons/icon.ico'));
    const sizes = [];
    for (let index = 0; index < ico.readUInt16LE(4); index += 1) {
      const entry = 6 + 16 * index;
      const at = ico.readUInt32LE(entry + 12);
      const size = ico.readUInt8(entry) || 256;
      expect(sizeOf(ico.subarray(at, at + ico.readUInt32LE(entry + 8)))).toEqual([size, size]);
      sizes.push(size);
    }
    expect(sizes).toEqual([16, 20, 24, 32, 40, 48, 64, 128, 256]);
  });
});

describe('the icon for macOS', () => {
  it('has a picture for each of its names, up to 1024', () => {
    const icns = readFileSync(inRoot('build/icons/icon.icns'));
    expect(icns.readUInt32BE(4)).toBe(icns.length);
    /** @type {Record<string, number>} */
    const found = {};
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
      const [width = 0] = sizeOf(icns.subarray(at + 8, at + icns.readUInt32BE(at + 4)));
      found[icns.toString('latin1', at, at + 4)] = width;
    }
    expect(found).toEqual({
      icp4: 16,
      icp5: 32,
      ic11: 32,
      ic12: 64,
      ic07: 128,
      ic08: 256,
      ic13: 256,
      ic09: 512,
      ic14: 512,
      ic10: 1024,
    });
  });
});

describe('a bitmap', () => {
  it('is written from below, its lines filled up to four bytes', () => {
    const bmp = bmpOf(Buffer.from([255, 0, 0, 0, 0, 255]), 1, 2);
    expect(bmp.length).toBe(54 + 8);
    expect([...bmp.subarray(54)]).toEqual([255, 0, 0, 0, 0, 0, 255, 0]);
  });

  it('has the size that the installer’s page has', () => {
    for (const [name, width, height] of /** @type {const} */ ([
      ['sidebar', 164, 314],
      ['header', 150, 57],
    ])) {
      const bmp = readFileSync(inRoot(`build/windows/${name}.bmp`));
      expect([bmp.readInt32LE(18), bmp.readInt32LE(22), bmp.readUInt16LE(28)]).toEqual([width, height, 24]);
    }
  });
});

describe('containers', () => {
  it('hold what they are given', () => {
    const png = Buffer.from('png');
    expect(icoOf([{ size: 256, png }]).subarray(-3)).toEqual(png);
    expect(icnsOf([{ size: 1024, png }]).toString('latin1')).toContain('ic10\0\0\0\x0bpng');
  });
});

it('what is committed is what the drawings make', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'yingke-pictures-'));
  try {
    for (const name of await drawPictures(folder)) {
      expect(readFileSync(path.join(folder, name)).equals(readFileSync(inRoot('build', name))), name).toBe(
        true,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);
