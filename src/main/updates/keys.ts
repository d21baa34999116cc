import { createPublicKey, verify } from 'node:crypto';

/** Checks signatures by the keys that are built into this program. Null where there is none that can be used. */
export function signatureCheck(
  lines: readonly string[],
): ((text: string, signature: string) => boolean) | null {
  const keys = lines.flatMap((line) => {
    try {
      const key = createPublicKey({ key: Buffer.from(line, 'base64'), type: 'spki', format: 'der' });
      return key.asymmetricKeyType === 'ed25519' ? [key] : [];
    } catch {
      // One that cannot be read signs nothing; the others may.
      return [];
    }
  });
  if (keys.length === 0) return null;
  return (text, signature) => {
    const given = Buffer.from(signature, 'base64');
    return keys.some((key) => verify(null, Buffer.from(text), key, given));
  };
}
