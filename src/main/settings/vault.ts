/** A value, or the promise of it: some keychains answer at once, and the start does not wait for nothing. */
export type Awaitable<T> = T | Promise<T>;

/** Wraps secrets for the disk, with the operating system's keychain where there is one. */
export type Vault = {
  /** `basic`: only obfuscated, by a key that every copy of the program has. */
  readonly protection: 'keychain' | 'basic';
  readonly wrap: (secret: string) => Awaitable<string>;
  /** Null when it cannot be read any more (another user, a keychain that was reset or stays locked). */
  readonly unwrap: (wrapped: string) => Awaitable<string | null>;
};

/** What Electron offers (`safeStorage`); which of it there is depends on its version. */
export type SafeStorage = {
  readonly isEncryptionAvailable?: () => boolean;
  readonly encryptString?: (secret: string) => Buffer;
  readonly decryptString?: (wrapped: Buffer) => string;
  readonly isAsyncEncryptionAvailable?: () => Promise<boolean>;
  readonly encryptStringAsync?: (secret: string) => Promise<Buffer>;
  readonly decryptStringAsync?: (wrapped: Buffer) => Promise<{ readonly result: string }>;
  readonly getSelectedStorageBackend?: () => string;
  readonly setUsePlainTextEncryption?: (use: boolean) => void;
};

/** On Linux Electron goes on without a keychain, with a password that is in every copy of it. */
const withoutKeychain: readonly string[] = ['basic_text', 'unknown'];

/**
 * A vault over `safeStorage`, through its asynchronous calls where it has them: the others hold up every
 * window while a keychain asks for its password. Only after the app is ready.
 */
export async function openVault(safe: SafeStorage, platform: NodeJS.Platform): Promise<Vault> {
  const isLinux = platform === 'linux';
  const backend = isLinux ? (safe.getSelectedStorageBackend?.() ?? 'unknown') : '';
  const hasKeychain = !withoutKeychain.includes(backend);
  // Bound: they are methods of a native class.
  const encrypt = safe.encryptStringAsync?.bind(safe);
  const decrypt = safe.decryptStringAsync?.bind(safe);
  const isAsync =
    hasKeychain && encrypt !== undefined && (await safe.isAsyncEncryptionAvailable?.()) === true;
  const isSync = (): boolean => safe.encryptString !== undefined && safe.isEncryptionAvailable?.() === true;
  if (!isAsync && isLinux && !isSync()) safe.setUsePlainTextEncryption?.(true);
  const canSync = isSync();

  function wrap(secret: string): Awaitable<string> {
    if (isAsync) return encrypt(secret).then((wrapped) => `async:${wrapped.toString('base64')}`);
    if (canSync && safe.encryptString !== undefined) {
      return `safe:${safe.encryptString(secret).toString('base64')}`;
    }
    return `plain:${Buffer.from(secret).toString('base64')}`;
  }

  function unwrap(wrapped: string): Awaitable<string | null> {
    const [kind, value = ''] = wrapped.split(':', 2);
    const bytes = Buffer.from(value, 'base64');
    if (kind === 'plain') return bytes.toString();
    // The asynchronous calls read what the others wrote, not the other way round.
    if (decrypt !== undefined && (isAsync || kind === 'async')) {
      return decrypt(bytes).then(
        ({ result }) => result,
        () => null,
      );
    }
    if (kind !== 'safe' || safe.decryptString === undefined) return null;
    try {
      return safe.decryptString(bytes);
    } catch {
      return null;
    }
  }

  // Asked again: on Linux what is used without a keychain is known only now.
  const isBasic = isLinux && withoutKeychain.includes(safe.getSelectedStorageBackend?.() ?? 'unknown');
  return { protection: (isAsync || canSync) && !isBasic ? 'keychain' : 'basic', wrap, unwrap };
}
