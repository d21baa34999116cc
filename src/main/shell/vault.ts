import { safeStorage } from 'electron';
import type { Vault } from '../settings/vault.ts';

/**
 * Secrets wrapped by the system's keychain. On a Linux without one Electron has only a password that
 * every copy knows; that is used, and said (`basic`). Only after the app is ready.
 */
export function createVault(): Vault {
  const isLinux = process.platform === 'linux';
  if (!safeStorage.isEncryptionAvailable() && isLinux) safeStorage.setUsePlainTextEncryption(true);
  const isAvailable = safeStorage.isEncryptionAvailable();
  const isKeychain = isAvailable && !(isLinux && safeStorage.getSelectedStorageBackend() === 'basic_text');
  return {
    protection: isKeychain ? 'keychain' : 'basic',
    wrap: (secret) =>
      isAvailable
        ? `safe:${safeStorage.encryptString(secret).toString('base64')}`
        : `plain:${Buffer.from(secret).toString('base64')}`,
    unwrap: (wrapped) => {
      const [kind, value = ''] = wrapped.split(':', 2);
      try {
        if (kind === 'plain') return Buffer.from(value, 'base64').toString();
        return kind === 'safe' ? safeStorage.decryptString(Buffer.from(value, 'base64')) : null;
      } catch {
        return null;
      }
    },
  };
}
