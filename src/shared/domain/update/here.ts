export const channels = ['stable', 'beta'] as const;
export type Channel = (typeof channels)[number];

export const platforms = ['linux', 'win32', 'darwin'] as const;
export type UpdatePlatform = (typeof platforms)[number];

/** How the desk was installed: another kind of package cannot take its place. */
export const kinds = ['deb', 'rpm', 'tar.gz', 'AppImage', 'nsis', 'msi', 'zip'] as const;
export type Kind = (typeof kinds)[number];

/** The desk that asks. */
export type Here = {
  readonly version: string;
  readonly channel: Channel;
  readonly platform: string;
  readonly arch: string;
  readonly kind: Kind;
  /** Names this installation, by which its place in a staged release is found. */
  readonly device: string;
};

/** Where the feed has what a desk is to read. */
export function manifestPath({
  channel,
  platform,
  arch,
  kind,
}: Pick<Here, 'channel' | 'platform' | 'arch' | 'kind'>) {
  return `${channel}/${platform}-${arch}-${kind}.json`;
}

export const packagePath = (file: string): string => `packages/${file}`;

/** What nobody but the system's own tools or IT can put in place: of these it is only said that there is a newer one. */
export function canInstall(kind: Kind): boolean {
  return kind !== 'msi' && kind !== 'tar.gz';
}

/** Where the system asks for an administrator's password before anything is put in place. */
export function asksForPassword(kind: Kind): boolean {
  return kind === 'deb' || kind === 'rpm';
}

/** From 0 to 99, for one version always the same: who is among the first of one release is not of every one. */
export function stageOf(device: string, version: string): number {
  let hash = 0x811c9dc5;
  for (const letter of `${version}\n${device}`) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  // The last letters must move all digits of it.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) >>> 0;
  return ((hash ^ (hash >>> 16)) >>> 0) % 100;
}
