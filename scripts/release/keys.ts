import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { signedText } from '#shared/domain/update/manifest.ts';
import { Problem } from '../lib/problem.mjs';

/**
 * Keys of the feed, Ed25519, each as one line of letters: the private one by the environment and nowhere else, the public
 * ones in every desk. They are not the keys that packages are signed with.
 */

const secretName = 'YINGKE_UPDATE_KEY';
const publicName = 'YINGKE_UPDATE_PUBLIC_KEYS';

type Env = Readonly<Record<string, string | undefined>>;

export type Signer = {
  readonly id: string;
  readonly publicKey: string;
  readonly sign: (text: string) => string;
};

export function newKeys(): { readonly secret: string; readonly publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    secret: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
    publicKey: lineOf(publicKey),
  };
}

export function signerFrom(env: Env): Signer {
  const given = env[secretName];
  if (!given) {
    throw new Problem(`There is no key to sign the feed with.`, {
      advice: `Set ${secretName}; “yingke-release keygen” makes one.`,
    });
  }
  const key = read(secretName, () =>
    createPrivateKey({ key: Buffer.from(given, 'base64'), type: 'pkcs8', format: 'der' }),
  );
  const publicKey = lineOf(createPublicKey(key));
  return {
    id: idOf(publicKey),
    publicKey,
    sign: (text) => sign(null, Buffer.from(signedText(text)), key).toString('base64'),
  };
}

/** The desks' side of it: whether one of the public keys has signed. */
export function checkerFrom(env: Env): (text: string, signature: string) => boolean {
  const lines = (env[publicName] ?? '').split(',').filter(Boolean);
  if (lines.length === 0) {
    throw new Problem('There is no key to check the feed with.', {
      advice: `Set ${publicName} to the public key that is in the desks; several are separated by commas.`,
    });
  }
  const keys = lines.map((line) =>
    read(publicName, () =>
      createPublicKey({ key: Buffer.from(line.trim(), 'base64'), type: 'spki', format: 'der' }),
    ),
  );
  return (text, signature) =>
    keys.some((key) => verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64')));
}

export function idOf(publicKey: string): string {
  return createHash('sha256').update(publicKey).digest('hex').slice(0, 16);
}

function lineOf(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'der' }).toString('base64');
}

/** The key itself is in no message. */
function read(name: string, make: () => KeyObject): KeyObject {
  try {
    const key = make();
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below: what the library says of it may quote it.
  }
  throw new Problem(`${name} is no Ed25519 key in one line of base64.`);
}
