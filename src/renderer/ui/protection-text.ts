import { useLingui } from '@lingui/react/macro';
import { assertNever } from '#shared/domain/exhaustive.ts';
import type { Protection } from '#shared/ipc/app.ts';

export type ProtectionText = { readonly short: string; readonly long: string; readonly safe: boolean };

/** What keeps others from reading what this desk keeps: in a few words, and in full. */
export function useProtectionText(protection: Protection): ProtectionText {
  const { t } = useLingui();
  switch (protection) {
    case 'keychain':
      return {
        short: t`Cache encrypted`,
        long: t`What is kept on this computer is encrypted. The system's keychain keeps the key.`,
        safe: true,
      };
    case 'passphrase':
      return {
        short: t`Cache locked`,
        long: t`This system offers no keychain: what is kept on this computer opens with your pass phrase only.`,
        safe: true,
      };
    case 'memory':
      return {
        short: t`Nothing kept on disk`,
        long: t`Nothing is kept on this computer's disk: messages that are not sent and drafts end when Yingke quits.`,
        safe: false,
      };
    case 'basic':
      return {
        short: t`Cache encrypted, key not protected`,
        long: t`This system offers no keychain: the key to what is kept lies beside it, and whoever can read this computer's disk can read it too. Set up a keychain, or protect the disk.`,
        safe: false,
      };
    default:
      return assertNever(protection);
  }
}
