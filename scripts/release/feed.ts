import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Channel, channels, manifestPath, packagePath } from '#shared/domain/update/here.ts';
import { judgeFile } from '#shared/domain/update/judge.ts';
import {
  canonical,
  type Manifest,
  manifest,
  signedManifest,
  signedText,
} from '#shared/domain/update/manifest.ts';
import { compareVersions } from '#shared/domain/update/version.ts';
import { Problem } from '../lib/problem.mjs';
import type { Signer } from './keys.ts';
import { type Named, readName } from './names.ts';

/**
 * The feed: a folder that any web server serves. `packages/` has the packages, `stable/` and `beta/` one signed manifest
 * for each kind of them.
 */

const day = 24 * 60 * 60_000;

export type Wish = {
  readonly channel: Channel;
  readonly percentage: number;
  readonly from: string | null;
  readonly lastDate: number | null;
  /** Days until the manifests must have been signed anew. */
  readonly days: number;
  readonly notes: Manifest['notes'];
  readonly withdraws: readonly string[];
};

/** The packages in a folder that updates are made of. */
export async function packagesIn(folder: string): Promise<Named[]> {
  return (await readdir(folder)).sort().flatMap((file) => readName(file) ?? []);
}

/**
 * Puts packages into the feed and says so in signed manifests. Every package is there before the first manifest names
 * one: a desk that asks meanwhile finds the old state or the new one.
 */
export async function publish(
  {
    from,
    feed,
    packages,
  }: { readonly from: string; readonly feed: string; readonly packages: readonly Named[] },
  wish: Wish,
  signer: Signer,
  now: number,
): Promise<string[]> {
  const target = path.join(feed, packagePath(''));
  await mkdir(target, { recursive: true });
  if (path.resolve(from) !== path.resolve(target)) {
    for (const { file } of packages)
      await putWhole(path.join(target, file), (to) => copyFile(path.join(from, file), to));
  }
  const made: string[] = [];
  for (const one of packages) made.push(await announce(feed, one, wish, signer, now));
  return made;
}

async function announce(feed: string, one: Named, wish: Wish, signer: Signer, now: number): Promise<string> {
  const { channel, percentage, lastDate, days, notes } = wish;
  const place = manifestPath({ channel, ...one });
  const before = await readManifest(feed, place);
  // A desk takes no manifest that is older than one it knows.
  const released = Math.max(now, (before?.released ?? 0) + 1);
  const isBack = before !== null && compareVersions(one.version, before.version) < 0;
  if (isBack && !wish.withdraws.includes(before.version)) {
    throw new Problem(`${place} has ${before.version} already, which is newer than ${one.version}.`, {
      advice: 'To take a version back: yingke-release withdraw.',
    });
  }
  const body: Manifest = {
    ...{ format: 1, product: 'yingke-desk', channel, version: one.version },
    ...{ platform: one.platform, arch: one.arch, kind: one.kind, file: one.file },
    ...(await digestsOf(path.join(feed, packagePath(one.file)))),
    ...{ released, expires: now + days * day, from: wish.from, percentage, lastDate, notes },
    withdraws: [...wish.withdraws],
  };
  await write(feed, place, body, signer);
  return place;
}

/** Says something else of what the feed has: another percentage, another term. */
export async function restate(
  { feed, channel }: { readonly feed: string; readonly channel: Channel },
  change: { readonly percentage?: number; readonly days: number; readonly lastDate?: number },
  signer: Signer,
  now: number,
): Promise<string[]> {
  const { days, ...rest } = change;
  const made: string[] = [];
  for (const place of await manifestsIn(feed, channel)) {
    const before = await readManifest(feed, place);
    if (before === null) continue;
    const released = Math.max(now, before.released + 1);
    await write(feed, place, { ...before, ...rest, released, expires: now + days * day }, signer);
    made.push(place);
  }
  return made;
}

/** Everything that is wrong with a feed, as a desk would see it; empty: nothing. */
export async function faultsOfFeed(
  feed: string,
  isSigned: (text: string, signature: string) => boolean,
  now: number,
): Promise<{ readonly checked: readonly string[]; readonly faults: readonly string[] }> {
  const [checked, faults]: [string[], string[]] = [[], []];
  for (const channel of channels) {
    for (const place of await manifestsIn(feed, channel)) {
      checked.push(place);
      const why = await faultOf(feed, place, isSigned, now);
      if (why !== null) faults.push(`${place}: ${why}`);
    }
  }
  return { checked, faults };
}

async function faultOf(
  feed: string,
  place: string,
  isSigned: (text: string, signature: string) => boolean,
  now: number,
): Promise<string | null> {
  const outer = signedManifest.safeParse(await json(path.join(feed, place)));
  if (!outer.success) return 'bad_feed';
  const { manifest: text, signatures } = outer.data;
  if (!signatures.some(({ signature }) => isSigned(signedText(text), signature))) return 'bad_signature';
  const found = manifest.safeParse(parsed(text));
  if (!found.success) return 'bad_feed';
  const { data } = found;
  if (manifestPath(data) !== place) return 'wrong_platform';
  if (data.expires <= now) return 'expired';
  const file = path.join(feed, packagePath(data.file));
  const digests = await digestsOf(file).catch(() => null);
  if (digests === null) return `${data.file} is not there`;
  return judgeFile(data, digests) ?? (digests.sha512 === data.sha512 ? null : 'bad_hash');
}

async function manifestsIn(feed: string, channel: Channel): Promise<string[]> {
  const names = await readdir(path.join(feed, channel)).catch(() => []);
  return names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => `${channel}/${name}`);
}

/** What the feed says itself: whoever makes it trusts the folder that it stands in. */
async function readManifest(feed: string, place: string): Promise<Manifest | null> {
  const outer = signedManifest.safeParse(await json(path.join(feed, place)).catch(() => null));
  if (!outer.success) return null;
  const inner = manifest.safeParse(parsed(outer.data.manifest));
  return inner.success ? inner.data : null;
}

async function write(feed: string, place: string, body: Manifest, signer: Signer): Promise<void> {
  const text = canonical(manifest.parse(body));
  const signed = { manifest: text, signatures: [{ key: signer.id, signature: signer.sign(text) }] };
  const file = path.join(feed, place);
  await mkdir(path.dirname(file), { recursive: true });
  await putWhole(file, (to) => writeFile(to, `${JSON.stringify(signed, null, 1)}\n`));
}

/** Under its name only when it is whole: the folder may be served while this runs. */
async function putWhole(file: string, write: (to: string) => Promise<unknown>): Promise<void> {
  const next = `${file}.next`;
  await write(next);
  await rename(next, file);
}

export async function digestsOf(file: string): Promise<Pick<Manifest, 'size' | 'sha256' | 'sha512'>> {
  const [short, long] = [createHash('sha256'), createHash('sha512')];
  await pipeline(createReadStream(file), async (parts) => {
    for await (const part of parts as AsyncIterable<Buffer>) {
      short.update(part);
      long.update(part);
    }
  });
  return { size: (await stat(file)).size, sha256: short.digest('hex'), sha512: long.digest('base64') };
}

async function json(file: string): Promise<unknown> {
  return parsed(await readFile(file, 'utf8'));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
