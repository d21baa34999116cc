import Bowser from 'bowser';
import type { Device } from '#shared/domain/customer/customer.ts';

/** Characters of what a browser says of itself; more is no browser's. */
export const maxUserAgent = 512;

const kinds: Readonly<Record<string, Device['kind']>> = {
  desktop: 'desktop',
  mobile: 'mobile',
  tablet: 'tablet',
};

/** What can be told from what a browser says of itself; null from nothing. Anybody can say anything there. */
export function deviceOf(userAgent: string | null): Device | null {
  const said = userAgent?.slice(0, maxUserAgent).trim() ?? '';
  if (said === '') return null;
  const { browser, os, platform } = Bowser.parse(said);
  return {
    browser: named(browser.name, browser.version?.split('.')[0]),
    os: named(os.name, os.versionName ?? os.version?.replace(/(?:\.0)+$/u, '')),
    model: named(platform.model),
    kind: kinds[platform.type ?? ''] ?? 'other',
  };
}

/** Words of the library's own lists and numbers of the browser's: cut, because those are a stranger's. */
function named(name: string | undefined, version?: string): string | null {
  if (name === undefined || name === '') return null;
  return (version === undefined || version === '' ? name : `${name} ${version}`).slice(0, 60);
}
