import * as z from 'zod/mini';
import { channels, kinds, platforms } from './here.ts';
import { isVersion } from './version.ts';

const version = z.string().check(z.refine(isVersion));
const time = z.int().check(z.minimum(0));
const said = z.string().check(z.maxLength(4000));

/** What one update is: signed as a whole, so that nothing of it can be taken from another one. */
export const manifest = z.strictObject({
  format: z.literal(1),
  product: z.literal('yingke-desk'),
  channel: z.enum(channels),
  version,
  platform: z.enum(platforms),
  arch: z.enum(['x64', 'arm64']),
  kind: z.enum(kinds),
  /** Name of the package in the folder `packages` of the feed: a name and nothing else. */
  file: z.string().check(z.maxLength(200), z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)),
  size: z.int().check(z.minimum(1)),
  /** In hexadecimal digits. This is what counts; `sha512` (base64) is what the part that fetches looks at. */
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  sha512: z.string().check(z.regex(/^[A-Za-z0-9+/]{86}==$/)),
  released: time,
  /** After that it counts no more: who serves an old folder for ever cannot hold desks back unseen. */
  expires: time,
  /** The oldest version that can go to this one at once; null: any. */
  from: z.nullable(version),
  /** Of all desks so many per cent take it. */
  percentage: z.int().check(z.minimum(0), z.maximum(100)),
  /** Until then "later" may be said; null: as the desk's own rules have it. */
  lastDate: z.nullable(time),
  /** Versions that were withdrawn: who has one goes to `version` though that is older. */
  withdraws: z.readonly(z.array(version).check(z.maxLength(50))),
  notes: z.strictObject({ 'zh-CN': said, en: said }),
});
export type Manifest = z.infer<typeof manifest>;

/** The file in the feed. What is signed is the text, as it stands: nothing is read of it before it has been checked. */
export const signedManifest = z.strictObject({
  manifest: z.string().check(z.maxLength(20_000)),
  signatures: z
    .array(
      z.strictObject({
        /** Which key; only to look for the right one first. */
        key: z.string().check(z.maxLength(64)),
        signature: z.string().check(z.maxLength(100)),
      }),
    )
    .check(z.minLength(1), z.maxLength(4)),
});
export type SignedManifest = z.infer<typeof signedManifest>;

/** Before the text, so that a signature made for something else is none of this. */
const purpose = 'yingke-desk update manifest 1\n';

export function signedText(text: string): string {
  return purpose + text;
}

/** One text for one manifest: names in the order of their letters, no spaces. */
export function canonical(value: Manifest): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
