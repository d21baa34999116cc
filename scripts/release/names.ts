import type { Kind, UpdatePlatform } from '#shared/domain/update/here.ts';
import { isVersion } from '#shared/domain/update/version.ts';

/** What the name of a finished package says of it; null: it is none that an update is made of. */
export type Named = {
  readonly file: string;
  readonly version: string;
  readonly platform: UpdatePlatform;
  readonly arch: 'x64' | 'arm64';
  readonly kind: Kind;
  /** For trying, or signed by nobody: not what is given to people. */
  readonly isTrial: boolean;
};

const systems: Readonly<Record<string, UpdatePlatform>> = { linux: 'linux', win: 'win32', mac: 'darwin' };
/** Each kind of package has names of its own for the same processors. */
const processors: Readonly<Record<string, 'x64' | 'arm64'>> = {
  ...{ x64: 'x64', amd64: 'x64', x86_64: 'x64' },
  ...{ arm64: 'arm64', aarch64: 'arm64' },
};
const kindsByEnd: Readonly<Record<string, Kind>> = {
  ...{ deb: 'deb', rpm: 'rpm', 'tar.gz': 'tar.gz', AppImage: 'AppImage' },
  ...{ exe: 'nsis', msi: 'msi', zip: 'zip' },
};

export function readName(file: string): Named | null {
  const found =
    /^yingke-desk-(.+)-(linux|win|mac)-(x64|amd64|x86_64|arm64|aarch64)((?:-trial|-unsigned)*)\.(deb|rpm|tar\.gz|AppImage|exe|msi|zip)$/.exec(
      file,
    );
  const [, version = '', system = '', processor = '', marks = '', end = ''] = found ?? [];
  const [platform, arch, kind] = [systems[system], processors[processor], kindsByEnd[end]];
  if (platform === undefined || arch === undefined || kind === undefined || !isVersion(version)) return null;
  return { file, version, platform, arch, kind, isTrial: marks !== '' };
}
