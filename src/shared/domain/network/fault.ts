/** What is wrong with a certificate. `authority`: nobody who is trusted here has issued it. */
export const certificateFaults = ['authority', 'expired', 'early', 'name', 'other'] as const;
export type CertificateFault = (typeof certificateFaults)[number];

/** Kinds of what is wrong, for whoever counts or names them alone. */
export const wayFaults = [
  ...(['proxy-away', 'proxy-password', 'proxy-sign-in', 'proxy-refuses'] as const),
  ...(['script', 'certificate'] as const),
] as const satisfies readonly WayFault['kind'][];

/**
 * Why a host is not reached, where more is known than that it is away. `proxy` and what a certificate says are names as somebody else gave them.
 */
export type WayFault =
  /** Nobody answers at the proxy. */
  | { readonly kind: 'proxy-away'; readonly proxy: string }
  /** It wants a name and password; `refused`: those that were given are not right. */
  | { readonly kind: 'proxy-password'; readonly proxy: string; readonly refused: boolean }
  /** It wants to be signed in to in ways that this desk has not (NTLM, Kerberos); `ways`: their names. */
  | { readonly kind: 'proxy-sign-in'; readonly proxy: string; readonly ways: string }
  /** It does not let this host through. */
  | { readonly kind: 'proxy-refuses'; readonly proxy: string; readonly status: number }
  /** The script that says which proxy to use cannot be had, or says nothing that can be used. */
  | { readonly kind: 'script' }
  | ({ readonly kind: 'certificate'; readonly why: CertificateFault } & ShownCertificate);

/** What was shown in the place of `host`, in words of whoever made it; null: it does not say, or it was not seen. */
export type ShownCertificate = {
  readonly host: string;
  readonly subject: string | null;
  readonly issuer: string | null;
  /** SHA-256, in pairs: by it two people can tell whether they see the same. */
  readonly fingerprint: string | null;
};

const authority = [
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_UNTRUSTED',
  'INVALID_CA',
];
const others = [
  'CERT_REVOKED',
  'CERT_REJECTED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_CHAIN_TOO_LONG',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
];

/** By the code that TLS gives the error; null: it is about something else. */
export function certificateFault(code: string): CertificateFault | null {
  if (authority.includes(code)) return 'authority';
  if (code === 'CERT_HAS_EXPIRED') return 'expired';
  if (code === 'CERT_NOT_YET_VALID') return 'early';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'name';
  return others.includes(code) ? 'other' : null;
}

/** The ways to sign in that an answer 407 names ("Negotiate, NTLM, Basic realm=\"x\""). */
export function signInWays(header: string): readonly string[] {
  const words = header.replace(/"(?:[^"\\]|\\.)*"/g, '""').split(',');
  return words.flatMap((part) => {
    const found = /^\s*([A-Za-z][\w-]{1,30})(?:\s|$)/.exec(part);
    return found?.[1] === undefined ? [] : [found[1]];
  });
}
