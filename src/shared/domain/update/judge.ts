import * as z from 'zod/mini';
import { type Here, stageOf } from './here.ts';
import { type Manifest, manifest, signedManifest, signedText } from './manifest.ts';
import { compareVersions } from './version.ts';

/** Why something that came from a feed is not taken. Each has a text in `locales`. */
export const refusalsOfUpdates = [
  'bad_feed',
  'bad_signature',
  'wrong_platform',
  'wrong_channel',
  'expired',
  'replayed',
  'older',
  'too_old_for_it',
  'bad_size',
  'bad_hash',
] as const;
export type UpdateRefusal = (typeof refusalsOfUpdates)[number];

export type Judged =
  /** `back`: this version was withdrawn, and the older one takes its place. */
  | { readonly is: 'update'; readonly manifest: Manifest; readonly back: boolean }
  /** Nothing newer, or not this desk's turn yet. */
  | { readonly is: 'current'; readonly manifest: Manifest; readonly staged: boolean }
  | { readonly is: 'refused'; readonly code: UpdateRefusal };

export type JudgeOptions = {
  readonly here: Here;
  readonly now: number;
  /** `released` of the newest manifest that was ever taken for good here; 0: none. */
  readonly newestSeen: number;
  /** The version that a hub wants of this desk at least: no share of a release keeps it from that; null: none does. */
  readonly required?: string | null;
  /** Whether one of the keys in this program has signed the text. */
  readonly isSigned: (text: string, signature: string) => boolean;
};

/**
 * What is to be done with what a feed says. The signature comes first: what nobody signed is not even read. Then whether it is
 * meant for this desk at all, and last whether there is anything to do.
 */
export function judge(
  given: unknown,
  { here, now, newestSeen, required = null, isSigned }: JudgeOptions,
): Judged {
  const refused = (code: UpdateRefusal): Judged => ({ is: 'refused', code });
  const outer = z.safeParse(signedManifest, given);
  if (!outer.success) return refused('bad_feed');
  const text = outer.data.manifest;
  if (!outer.data.signatures.some(({ signature }) => isSigned(signedText(text), signature)))
    return refused('bad_signature');
  const read = z.safeParse(manifest, parsed(text));
  if (!read.success) return refused('bad_feed');
  const found = read.data;
  if (found.platform !== here.platform || found.arch !== here.arch || found.kind !== here.kind)
    return refused('wrong_platform');
  if (found.channel !== here.channel) return refused('wrong_channel');
  if (found.expires <= now) return refused('expired');
  if (found.released < newestSeen) return refused('replayed');
  const order = compareVersions(found.version, here.version);
  if (order === 0) return { is: 'current', manifest: found, staged: false };
  const back = order < 0 && found.withdraws.includes(here.version);
  if (order < 0 && !back) return refused('older');
  if (!back && found.from !== null && compareVersions(here.version, found.from) < 0)
    return refused('too_old_for_it');
  // What was withdrawn is withdrawn from everybody at once.
  const isWanted = required !== null && compareVersions(here.version, required) < 0;
  if (!back && !isWanted && stageOf(here.device, found.version) >= found.percentage)
    return { is: 'current', manifest: found, staged: true };
  return { is: 'update', manifest: found, back };
}

/** What was fetched, beside what was signed. */
export function judgeFile(
  { size, sha256 }: Pick<Manifest, 'size' | 'sha256'>,
  file: { readonly size: number; readonly sha256: string },
): UpdateRefusal | null {
  if (file.size !== size) return 'bad_size';
  return file.sha256 === sha256 ? null : 'bad_hash';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // It fits no schema then.
    return null;
  }
}
