import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { inRoot } from '../setup/places.mjs';
import { configuration, markOf } from './configuration.mjs';
import { closureOf, packedModules } from './modules.mjs';
import { builtHere, faultsInside, faultsOf } from './package.mjs';
import { placeholdersIn, product } from './product.mjs';
import { isSigned } from './signing.mjs';

const require = createRequire(import.meta.url);
/** What electron-builder itself asks before it begins. */
const { validateConfiguration } = createRequire(require.resolve('electron-builder/package.json'))(
  'app-builder-lib/out/util/config/config',
);
const quiet = { isEnabled: false };

const official = { dist: null, version: '45.4.1', isTrial: false };
const trial = { dist: '/runtime', version: '33.2.1', isTrial: true };
const azure = {
  AZURE_SIGNING_ENDPOINT: 'https://signing.invalid',
  AZURE_SIGNING_ACCOUNT: 'account',
  AZURE_SIGNING_PROFILE: 'profile',
};
const apple = {
  CSC_LINK: 'certificate.p12',
  APPLE_API_KEY: 'key.p8',
  APPLE_API_KEY_ID: 'id',
  APPLE_API_ISSUER: 'issuer',
};

describe('the configuration', () => {
  it.each([
    ['unsigned', {}, official],
    ['with a certificate on Windows', { WIN_CSC_LINK: 'c.pfx' }, official],
    ['with Azure', azure, official],
    ['with Apple', apple, official],
    ['for trying', {}, trial],
  ])('is what electron-builder takes: %s', async (_name, env, runtime) => {
    await validateConfiguration(configuration({ env, runtime }), quiet);
  });

  it('is refused where something is misspelt, so that the case above means something', async () => {
    const wrong = { ...configuration({ env: {}, runtime: official }), electronFuse: {} };
    await expect(validateConfiguration(wrong, quiet)).rejects.toThrow('electronFuse');
  });

  it('says who publishes, in both ways of signing: what updates itself looks at nothing else', () => {
    const byAzure = configuration({ env: azure, runtime: official }).win;
    expect(byAzure?.azureSignOptions?.publisherName).toBe(product.publisher);
    expect(byAzure?.signtoolOptions).toBeUndefined();
    const byFile = configuration({ env: { WIN_CSC_LINK: 'c.pfx' }, runtime: official }).win;
    expect(byFile?.signtoolOptions?.publisherName).toEqual([product.publisher]);
    for (const win of [byAzure, byFile]) expect(win?.verifyUpdateCodeSignature).toBe(true);
  });

  it('puts the keys and the address of updates into the desk, from the environment alone', () => {
    const env = { YINGKE_UPDATE_PUBLIC_KEYS: 'one, two', YINGKE_UPDATE_FEED: 'https://updates.invalid' };
    const { extraMetadata, publish } = configuration({ env, runtime: official });
    expect(extraMetadata).toMatchObject({ updates: { keys: ['one', 'two'], feed: env.YINGKE_UPDATE_FEED } });
    // Without this electron-builder writes no app-update.yml, and electron-updater looks at no publisher.
    expect(publish).toMatchObject({ provider: 'generic' });
    const none = configuration({ env: {}, runtime: official });
    expect(none.extraMetadata).toMatchObject({ updates: { keys: [], feed: null } });
  });

  it('names every file on which it stands as one that is there', () => {
    const text = JSON.stringify(configuration({ env: apple, runtime: official }));
    const files = [...text.matchAll(/"((?:build\/|LICENSE|CHANGELOG)[^"=]*)(?:=[^"]*)?"/g)].map(
      ([, file]) => file,
    );
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter((file) => file !== undefined && !existsSync(inRoot(file)))).toEqual([]);
  });

  it('keeps the hardened runtime whole but for what V8 needs', () => {
    const { mac } = configuration({ env: apple, runtime: official });
    expect(mac).toMatchObject({ hardenedRuntime: true, notarize: true });
    const keys = [
      ...readFileSync(inRoot('build/macos/entitlements.plist'), 'utf8').matchAll(/<key>(.*?)<\/key>/g),
    ];
    expect(keys.map(([, key]) => key)).toEqual(['com.apple.security.cs.allow-jit']);
  });

  it('installs for one person by NSIS, for the computer by MSI', () => {
    const { nsis, msi } = configuration({ env: {}, runtime: official });
    expect(nsis).toMatchObject({ perMachine: false, oneClick: false, deleteAppDataOnUninstall: false });
    expect(msi).toMatchObject({ perMachine: true });
  });
});

describe('names of packages', () => {
  it('say when nobody signed, and when the runtime is that of development', () => {
    expect(markOf('linux', { env: {}, runtime: official })).toBe('-unsigned');
    expect(markOf('linux', { env: { YINGKE_GPG_KEY: 'k' }, runtime: official })).toBe('');
    expect(markOf('linux', { env: { YINGKE_GPG_KEY: 'k' }, runtime: trial })).toBe('-trial');
    expect(markOf('win', { env: { YINGKE_GPG_KEY: 'k' }, runtime: official })).toBe('-unsigned');
    expect(configuration({ env: {}, runtime: trial }).linux?.artifactName).toContain('-trial-unsigned');
  });

  it('call a Mac’s signed only when the notary is asked too', () => {
    expect(isSigned('mac', apple)).toBe(true);
    expect(isSigned('mac', { CSC_LINK: 'certificate.p12' })).toBe(false);
    expect(isSigned('win', { AZURE_SIGNING_ENDPOINT: 'x' })).toBe(false);
  });
});

describe('modules', () => {
  it('are packed with all they need, and nothing that is bundled', () => {
    const lock = {
      'node_modules/a': { dependencies: { b: '1' } },
      'node_modules/b': { optionalDependencies: { c: '1', gone: '1' } },
      'node_modules/c': { dependencies: { a: '1' } },
      'node_modules/d': {},
    };
    expect([...closureOf(['a'], lock)].sort()).toEqual(['a', 'b', 'c']);
    const { packed, left } = packedModules();
    expect(packed).toEqual(
      expect.arrayContaining(['better-sqlite3', 'pino', 'pg', 'sharp', '@node-rs/argon2']),
    );
    expect(left).toEqual(expect.arrayContaining(['fastify', 'zod', 'socket.io', '@img/sharp-linux-x64']));
  });
});

const built = builtHere();

describe.skipIf(built === null)('the package that was built here', () => {
  const folder = built ?? '';

  it('holds what runs and nothing else, with its fuses as @electron/fuses reads them', async () => {
    expect(await faultsOf(folder)).toEqual([]);
  });
});

describe('what has no place in a package', () => {
  it('is named', () => {
    const bad = [
      'out/renderer/index.js.map',
      'src/main/index.ts',
      'node_modules/zod/index.js',
      'out/.stamp.json',
    ];
    const faults = faultsInside(bad).filter((fault) => !fault.endsWith('is missing'));
    expect(faults).toEqual([
      'out/renderer/index.js.map has no place here',
      'src/main/index.ts has no place here',
      'out/.stamp.json has no place here',
      'zod is loaded by nobody',
    ]);
  });
});

it('what is still to be filled in is found wherever it stands, and nothing else is taken for it', () => {
  const real = {
    homepage: 'https://yingke.com',
    maintainer: 'Desk <desk@yingke.com>',
    publisher: 'Yingke Ltd',
  };
  expect(placeholdersIn(real)).toEqual([]);
  expect(placeholdersIn({ ...real, homepage: 'https://desk.example/a' })).toEqual(['homepage']);
  expect(placeholdersIn({ ...real, maintainer: 'Desk <desk@yingke.example>' })).toEqual(['maintainer']);
});
