import { type Here, manifestPath, packagePath } from '#shared/domain/update/here.ts';
import { type Judged, judge, judgeFile } from '#shared/domain/update/judge.ts';
import type { Manifest } from '#shared/domain/update/manifest.ts';
import type { UpdateFault } from '#shared/ipc/updates.ts';
import { faultOf, type Log } from '../log.ts';
import type { Fetcher } from './fetcher.ts';

type Refused = { readonly is: 'refused'; readonly code: UpdateFault };
/** `unreachable`: nobody has answered; `absent`: the feed has nothing for a desk of this kind. */
export type Sought = Judged | { readonly is: 'unreachable' } | { readonly is: 'absent' };

export type SeekOptions = {
  readonly feed: string;
  readonly here: Here;
  readonly isSigned: (text: string, signature: string) => boolean;
  readonly read: (url: string) => Promise<string | null>;
  readonly now: () => number;
  readonly newestSeen: number;
  readonly required: string | null;
  readonly log: Log;
};

/** Reads what the feed says for this desk, and what that means here. */
export async function seek({ feed, here, read, log, now, ...options }: SeekOptions): Promise<Sought> {
  let text: string | null;
  try {
    text = await read(`${feed}/${manifestPath(here)}`);
  } catch (error) {
    log.warn('feed not reached', faultOf(error));
    return { is: 'unreachable' };
  }
  // The signature is over what is there; that nothing is there, nobody has signed.
  if (text === null) return { is: 'absent' };
  return judge(parsed(text), { here, now: now(), ...options });
}

export type Obtained = { readonly is: 'file'; readonly file: string } | Refused;

export type ObtainOptions = {
  readonly fetcher: Fetcher;
  readonly feed: string;
  readonly manifest: Manifest;
  readonly onProgress: (percent: number) => void;
  readonly digestOf: (file: string) => Promise<{ readonly size: number; readonly sha256: string }>;
  readonly remove: (file: string) => void;
  readonly log: Log;
};

/** Fetches the package that was signed, and nothing else: what is another is gone again. */
export async function obtain(options: ObtainOptions): Promise<Obtained> {
  const { fetcher, feed, manifest, log } = options;
  let file: string;
  try {
    file = await fetcher.fetch(manifest, `${feed}/${packagePath(manifest.file)}`, options.onProgress);
  } catch (error) {
    log.warn('update not fetched', faultOf(error));
    return { is: 'refused', code: isWrongSum(error) ? 'bad_hash' : 'unreachable' };
  }
  const code = judgeFile(manifest, await options.digestOf(file));
  if (code === null) return { is: 'file', file };
  options.remove(file);
  return { is: 'refused', code };
}

/** By electron-updater's own code: it looks at its sum while it writes. */
function isWrongSum(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_CHECKSUM_MISMATCH';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
