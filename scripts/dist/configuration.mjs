import { packedModules } from './modules.mjs';
import { registerScheme } from './msi-scheme.mjs';
import { fuses, product } from './product.mjs';
import { isSigned, notarizes, signsByAzure } from './signing.mjs';

/**
 * electron-builder's configuration, as a value of what it depends on. `electron-builder.config.mjs` in the root hands it
 * over; tests look at it for each system.
 */

/**
 * @typedef {{
 *   env: Record<string, string | undefined>,
 *   runtime: { dist: string | null, version: string, isTrial: boolean },
 *   modules?: { packed: readonly string[], left: readonly string[] },
 * }} Given
 * runtime: dist is null where electron-builder is to fetch it; isTrial: the development runtime, not for release
 */

/** @param {'linux' | 'win' | 'mac'} system @param {Given} given what the names of files end with */
export function markOf(system, { env, runtime }) {
  return `${runtime.isTrial ? '-trial' : ''}${isSigned(system, env) ? '' : '-unsigned'}`;
}

/** @param {Given} given @returns {import('electron-builder').Configuration} */
export function configuration(given) {
  const { env, runtime, modules = packedModules() } = given;
  /** @param {'linux' | 'win' | 'mac'} system */
  const named = (system) =>
    `${product.package}-\${version}-${system}-\${arch}${markOf(system, given)}.\${ext}`;
  return {
    appId: product.appId,
    productName: product.name,
    copyright: `Copyright © 2026 ${product.publisher}`,
    directories: { output: 'dist', buildResources: 'build' },
    ...(runtime.dist === null ? {} : { electronDist: runtime.dist }),
    electronVersion: runtime.version,
    electronLanguages: [...product.locales],
    electronFuses: { ...fuses, resetAdHocDarwinSignature: !isSigned('mac', env) },
    // The hub's page with its version has it from there; what the tools of development need is left out.
    extraMetadata: {
      ...(env.YINGKE_DIST_VERSION ? { version: env.YINGKE_DIST_VERSION } : {}),
      updates: updatesOf(env),
      homepage: product.homepage,
      desktopName: `${product.package}.desktop`,
      devDependencies: null,
      allowScripts: null,
      imports: null,
    },
    asar: true,
    // Native modules are loaded by the system, which reads no archive.
    asarUnpack: ['**/*.node'],
    files: [
      'out/**/*',
      'resources/**/*',
      '!out/**/.*',
      '!resources/icon.svg',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder's own placeholders
      '!node_modules/better-sqlite3/prebuilds/!(${platform}-${arch}).node',
      '!node_modules/better-sqlite3/{deps,src}{,/**/*}',
      '!node_modules/better-sqlite3/binding.gyp',
      '!node_modules/**/*.{md,markdown,map,ts,mts,cts,flow,gyp,yml}',
      '!node_modules/**/{test.js,test,tests,__tests__,docs,doc,benchmarks,bench,example,examples,coverage}{,/**/*}',
      '!node_modules/sharp/src{,/**/*}',
      '!**/*.test.{js,cjs,mjs}',
      '!**/*.map',
      ...modules.left.map((name) => `!node_modules/${name}{,/**/*}`),
    ],
    // better-sqlite3 carries its builds; the others are WebAssembly or Node-API.
    npmRebuild: false,
    protocols: [{ name: product.name, schemes: [product.scheme] }],
    forceCodeSigning: false,
    // Only for what electron-builder then puts beside the program: by whom updates on Windows are signed, and where they are kept.
    // The address counts for nothing: the desk's own is in `updates`, and what is there is signed.
    publish: { provider: 'generic', url: product.homepage, channel: 'latest' },
    linux: linux(given, named('linux')),
    deb: {
      ...linuxPackage,
      // What is for trying is built often and sent nowhere.
      compression: runtime.isTrial ? 'zst' : 'xz',
      packageName: product.package,
      packageCategory: 'net',
      depends: [
        ...['libgtk-3-0', 'libnotify4', 'libnss3', 'libxss1', 'libxtst6', 'xdg-utils', 'libatspi2.0-0'],
        ...['libuuid1', 'libsecret-1-0', 'libgbm1', 'libasound2t64 | libasound2'],
      ],
      // Without it there is no tray; the older library of that name is gone from Debian.
      recommends: ['libayatana-appindicator3-1'],
      fpm: [...packageFiles, 'build/linux/copyright=/usr/share/doc/yingke-desk/copyright'],
    },
    rpm: {
      ...linuxPackage,
      compression: runtime.isTrial ? 'gzip' : 'xz',
      packageName: product.package,
      packageCategory: 'Applications/Internet',
      fpm: [...packageFiles, 'LICENSE=/usr/share/licenses/yingke-desk/LICENSE'],
    },
    win: windows(given, named('win')),
    nsis: {
      oneClick: false,
      perMachine: false,
      allowElevation: true,
      allowToChangeInstallationDirectory: true,
      // Kept for ever: by it Windows knows that a newer version is the same program.
      guid: '6f2a1c9e-3d0b-4c55-9a7d-1f8f0c6f0d7e',
      installerLanguages: ['en_US', 'zh_CN'],
      displayLanguageSelector: false,
      installerIcon: 'build/icons/icon.ico',
      uninstallerIcon: 'build/icons/icon.ico',
      installerSidebar: 'build/windows/sidebar.bmp',
      uninstallerSidebar: 'build/windows/sidebar.bmp',
      installerHeader: 'build/windows/header.bmp',
      include: 'build/windows/installer.nsh',
      shortcutName: product.name,
      deleteAppDataOnUninstall: false,
    },
    msi: {
      oneClick: false,
      perMachine: true,
      createDesktopShortcut: true,
      runAfterFinish: false,
      shortcutName: product.name,
      // Kept for ever, as the guid above.
      upgradeCode: 'B0A1C7D4-52F3-4E86-8B1E-7C2D9E4F6A13',
    },
    msiProjectCreated: registerScheme,
    mac: mac(given, named('mac')),
    dmg: {
      title: `${product.name} \${version}`,
      background: 'build/macos/background.png',
      icon: 'build/icons/icon.icns',
      window: { width: 660, height: 400 },
      contents: [
        { x: 180, y: 200, type: 'file' },
        { x: 480, y: 200, type: 'link', path: '/Applications' },
      ],
      sign: false,
    },
    pkg: { installLocation: '/Applications', allowCurrentUserHome: false, isRelocatable: false },
  };
}

/** Keys that updates are signed with, and where they are: what a desk knows of them from its package alone. @param {Given['env']} env */
export function updatesOf(env) {
  const keys = (env.YINGKE_UPDATE_PUBLIC_KEYS ?? '').split(',').map((key) => key.trim());
  return { keys: keys.filter(Boolean), feed: env.YINGKE_UPDATE_FEED ?? null };
}

const linuxPackage = Object.freeze({
  afterRemove: 'build/linux/after-remove.sh',
  synopsis: product.summary,
});

/** Files beside the program: what stores show, what changed, and the rules that a house may give. */
const packageFiles = Object.freeze([
  `build/linux/${product.appId}.metainfo.xml=/usr/share/metainfo/${product.appId}.metainfo.xml`,
  `CHANGELOG.md=/usr/share/doc/${product.package}/changelog.md`,
  `build/policies/linux/example.json=/usr/share/doc/${product.package}/policies-example.json`,
]);

/** @param {Given} given @param {string} artifactName @returns {import('electron-builder').LinuxConfiguration} */
function linux({ runtime }, artifactName) {
  // AppImage's own runtime comes from where the official Electron does.
  const targets = ['deb', 'rpm', 'tar.gz', ...(runtime.isTrial ? [] : ['AppImage'])];
  return {
    artifactName,
    target: targets,
    executableName: product.package,
    syncDesktopName: true,
    icon: 'build/icons',
    category: 'Network;Chat;',
    maintainer: product.maintainer,
    vendor: product.publisher,
    synopsis: product.summary,
    description: `${product.summary}. Many conversations at once, and nothing lost when the line drops.`,
    desktop: {
      entry: {
        'Name[zh_CN]': product.nameZh,
        GenericName: 'Customer service desk',
        'GenericName[zh_CN]': '客服工作台',
        'Comment[zh_CN]': product.summaryZh,
        Keywords: 'chat;customer;support;service;helpdesk;',
        'Keywords[zh_CN]': '客服;在线客服;聊天;工作台;',
        StartupNotify: 'true',
        // What windows are called on X11; on Wayland they bear the entry's own name.
        StartupWMClass: product.name,
      },
    },
  };
}

/** @param {Given} given @param {string} artifactName @returns {import('electron-builder').WindowsConfiguration} */
function windows({ env }, artifactName) {
  const byAzure = signsByAzure(env);
  return {
    artifactName,
    target: ['nsis', 'msi'],
    icon: 'build/icons/icon.ico',
    legalTrademarks: product.publisher,
    requestedExecutionLevel: 'asInvoker',
    // electron-updater compares it with the certificate of what it has fetched; where it is missing, it does not look.
    verifyUpdateCodeSignature: true,
    ...(byAzure
      ? {
          azureSignOptions: {
            publisherName: product.publisher,
            endpoint: env.AZURE_SIGNING_ENDPOINT ?? '',
            codeSigningAccountName: env.AZURE_SIGNING_ACCOUNT ?? '',
            certificateProfileName: env.AZURE_SIGNING_PROFILE ?? '',
          },
        }
      : { signtoolOptions: { publisherName: [product.publisher], signingHashAlgorithms: ['sha256'] } }),
  };
}

/** @param {Given} given @param {string} artifactName @returns {import('electron-builder').MacConfiguration} */
function mac({ env }, artifactName) {
  const signed = isSigned('mac', env);
  return {
    artifactName,
    target: [
      { target: 'dmg', arch: ['x64', 'arm64'] },
      { target: 'zip', arch: ['x64', 'arm64'] },
      { target: 'pkg', arch: ['x64', 'arm64'] },
    ],
    icon: 'build/icons/icon.icns',
    category: 'public.app-category.business',
    hardenedRuntime: true,
    gatekeeperAssess: false,
    entitlements: 'build/macos/entitlements.plist',
    entitlementsInherit: 'build/macos/entitlements.plist',
    notarize: signed && notarizes(env),
    // Without a certificate: not with whatever the keychain of the one who builds has.
    ...(signed ? {} : { identity: null }),
    extendInfo: {
      CFBundleLocalizations: ['en', 'zh-Hans'],
      NSAppTransportSecurity: { NSAllowsArbitraryLoads: false, NSAllowsLocalNetworking: true },
    },
  };
}
