import { safeStorage } from 'electron';
import { openVault, type Vault } from '../settings/vault.ts';

/** Secrets wrapped by the system's keychain. Only after the app is ready. */
export function systemVault(): Promise<Vault> {
  return openVault(safeStorage, process.platform);
}
