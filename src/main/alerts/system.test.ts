import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { soundNames } from '#shared/domain/alerts/kinds.ts';
import { createEars } from './ears.ts';
import { createPlayer } from './player.ts';
import { wavOf } from './tones.ts';
import { trayPixels } from './tray-picture.ts';

/** Programs that stand for the system's, in a folder that is all of the path. */
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'yingke-alerts-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function program(name: string, script: string): void {
  writeFileSync(join(dir, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(dir, name), 0o755);
}
const linux = () => ({ platform: 'linux' as const, path: dir });

test('sounds are whole WAV files, told apart, and as loud as they are to be', () => {
  const peak = (file: Buffer) => {
    let most = 0;
    for (let at = 44; at < file.length; at += 2) most = Math.max(most, Math.abs(file.readInt16LE(at)));
    return most;
  };
  const files = soundNames.map((name) => wavOf(name, 100));
  for (const file of files) {
    expect(file.subarray(0, 4).toString()).toBe('RIFF');
    expect(file.readUInt32LE(4)).toBe(file.length - 8);
    expect(file.readUInt32LE(40)).toBe(file.length - 44);
    expect(peak(file)).toBeCloseTo(0.9 * 32_767, -2);
    // Nothing that lasts: under a second and a half of 22 050 samples.
    expect(file.length).toBeLessThan(1.5 * 22_050 * 2);
  }
  expect(new Set(files.map((file) => file.length)).size).toBe(3);
  expect(peak(wavOf('message', 50))).toBeCloseTo(0.9 * 32_767 * 0.25, -2);
  expect(peak(wavOf('message', 0))).toBe(0);
});

test('the best player there is gets a file of ours, and plays it to its end', async () => {
  program('aplay', 'exit 1');
  program('paplay', `for last; do :; done; cp "$last" '${dir}/heard.wav'`);
  const player = createPlayer({ dir: join(dir, 'sounds'), ...linux() });
  expect(player.name).toBe('paplay');
  expect(await player.play('offer', 60)).toBe(true);
  expect(readFileSync(join(dir, 'heard.wav'))).toEqual(wavOf('offer', 60));
  await player.play('offer', 30);
  expect(readFileSync(join(dir, 'heard.wav'))).toEqual(wavOf('offer', 30));
  await player.play('message', 30);
  expect(readdirSync(join(dir, 'sounds')).sort()).toEqual(['message-30.wav', 'offer-30.wav']);
});

test('a player that fails, or none, is no sound and no fault', async () => {
  expect(createPlayer({ dir, ...linux() })).toMatchObject({ name: null });
  expect(await createPlayer({ dir, ...linux() }).play('urgent', 100)).toBe(false);
  program('aplay', 'exit 1');
  const player = createPlayer({ dir: join(dir, 'sounds'), ...linux() });
  expect(await player.play('urgent', 100)).toBe(false);
  expect(await player.play('urgent', 0)).toBe(false);
});

test('whether the sound is off: as the sound server says it', async () => {
  const ears = createEars(linux());
  expect(await ears.isSilent()).toBeNull();
  program('pactl', '[ "$LC_ALL" = C ] && echo "Mute: yes"');
  expect(await ears.isSilent()).toBe(true);
  program('pactl', 'echo "Mute: no"');
  expect(await ears.isSilent()).toBe(false);
  program('pactl', 'echo "Connection failure: Connection refused" >&2; exit 1');
  expect(await ears.isSilent()).toBeNull();
  program('wpctl', 'echo "Volume: 0.40 [MUTED]"');
  expect(await ears.isSilent()).toBe(true);
  program('wpctl', 'echo "Volume: 0.00"');
  expect(await ears.isSilent()).toBe(true);
  program('wpctl', 'echo "Volume: 0.05"');
  expect(await ears.isSilent()).toBe(false);
});

test('whether the system holds notifications back: KDE on the bus, GNOME in its settings', async () => {
  const ears = createEars(linux());
  expect(await ears.isQuiet()).toBeNull();
  program('gsettings', 'echo true');
  expect(await ears.isQuiet()).toBe(false);
  program('gdbus', 'echo "(<true>,)"');
  expect(await ears.isQuiet()).toBe(true);
  // GNOME’s service has no such property.
  program('gdbus', 'echo "Error: No such property" >&2; exit 1');
  expect(await ears.isQuiet()).toBe(false);
  program('gsettings', 'echo false');
  expect(await ears.isQuiet()).toBe(true);
  // What it is not known for is not guessed.
  expect(await createEars({ platform: 'win32', path: dir }).isQuiet()).toBeNull();
});

test('the tray’s picture is premultiplied, has its dot, and its ink follows the ground', () => {
  const alphaOf = (pixels: Buffer, size: number, u: number, v: number) =>
    pixels[(Math.floor(v * size) * size + Math.floor(u * size)) * 4 + 3];
  for (const size of [16, 24, 32]) {
    const plain = trayPixels(size, 'dark', 'none');
    const marked = trayPixels(size, 'dark', 'unread');
    expect(plain).toHaveLength(size * size * 4);
    expect(alphaOf(plain, size, 0.02, 0.02)).toBe(0);
    expect(alphaOf(plain, size, 0.5, 0.2)).toBe(255);
    const at = (Math.floor(0.76 * size) * size + Math.floor(0.78 * size)) * 4;
    // Red of the dot, where the plain bubble has its ink or nothing.
    expect([...marked.subarray(at, at + 4)]).toEqual([46, 58, 214, 255]);
    expect(trayPixels(size, 'light', 'none').equals(plain)).toBe(false);
    for (let i = 0; i < marked.length; i += 4)
      for (const part of [0, 1, 2]) expect(marked[i + part]).toBeLessThanOrEqual(marked[i + 3] ?? 0);
  }
});
