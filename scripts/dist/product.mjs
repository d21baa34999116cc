/** What the packages of the desk are called, in one place: installers, signatures and checks all read it here. */
export const product = Object.freeze({
  /** Windows, macOS and the registry know the desk by it; the policies' domain on macOS is the same. */
  appId: 'com.yingke.desk',
  name: 'Yingke',
  nameZh: '迎客',
  /** The package on Linux, its program, its desktop entry, and the folder of its policies under /etc. */
  package: 'yingke-desk',
  summary: 'Desk for people who serve customers online',
  summaryZh: '在线客服工作台',
  homepage: 'https://yingke.example',
  maintainer: 'Yingke <desk@yingke.example>',
  /** Subject of the certificate on Windows. What updates itself takes only what is signed by this name. */
  publisher: 'Yingke',
  /** Links that the system hands to the desk. */
  scheme: 'yingke',
  /** Chromium's own texts in these languages are packed, no others. */
  locales: Object.freeze(['en-US', 'zh-CN']),
});

/** Fuses of the runtime: what a stock Electron offers to whoever can start it, and the desk does not need. */
export const fuses = Object.freeze({
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
});

/**
 * Names of what whoever ships this has still to fill in: under .example nobody has an address.
 * @param {Readonly<Record<string, unknown>>} [of]
 */
export function placeholdersIn(of = product) {
  return Object.entries(of).flatMap(([name, value]) => (/\.example\b/.test(String(value)) ? [name] : []));
}
