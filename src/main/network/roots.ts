import { X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import tls, { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import { type AuthorityFault, longestAuthority } from '#shared/domain/network/authority.ts';

/** An authority that the organisation has added. */
export type OwnRoot = {
  readonly name: string;
  readonly until: number;
  readonly fingerprint: string;
  /** In which entry it stands. */
  readonly at: number;
};

export type Roots = {
  readonly context: SecureContext;
  readonly own: readonly OwnRoot[];
  /** What of the policy could not be used, by its place in it, and why. */
  readonly ignored: readonly { readonly at: number; readonly why: AuthorityFault }[];
  /** Authorities of the system's own store; null: it could not be read. */
  readonly system: number | null;
};

/** Where Linux keeps them, for a runtime that cannot ask the system. */
const linuxFiles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];
const longest = 1_000_000;
const pem = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

let usual: Promise<SecureContext> | null = null;
/** Whom this computer trusts, without what an organisation adds. */
export function usualRoots(): Promise<SecureContext> {
  usual ??= readRoots([]).then(({ context }) => context);
  return usual;
}

/**
 * Whom this program trusts: the authorities of its runtime, those of the system, and those that the policy adds, which are PEM files or
 * PEM itself. Nothing is ever taken away from the checks by it. What cannot be used is told and left out.
 */
export async function readRoots(added: readonly string[]): Promise<Roots> {
  const system = await systemRoots();
  const read = await Promise.all(added.map(certificatesIn));
  const fine = read.flatMap((one, at) =>
    'why' in one ? [] : one.certificates.map((certificate) => ({ certificate, at })),
  );
  const ignored = read.flatMap((one, at) => ('why' in one ? [{ at, why: one.why }] : []));
  const ca = [
    ...new Set([
      ...rootCertificates,
      ...(system ?? []),
      ...fine.map(({ certificate }) => String(certificate)),
    ]),
  ];
  return {
    context: createSecureContext({ ca }),
    own: fine.map(({ certificate, at }) => ({
      name: nameOf(certificate),
      until: Date.parse(certificate.validTo),
      fingerprint: certificate.fingerprint256,
      at,
    })),
    ignored,
    system: system?.length ?? null,
  };
}

async function systemRoots(): Promise<readonly string[] | null> {
  // Of Node 22.15 and later: what an older one has not cannot be imported by its name.
  if (typeof tls.getCACertificates === 'function') return tls.getCACertificates('system');
  for (const file of process.platform === 'linux' ? linuxFiles : []) {
    const text = await readFile(file, 'utf8').catch(() => null);
    const found = text?.match(pem);
    if (found) return found;
  }
  return null;
}

type Read = { readonly certificates: readonly X509Certificate[] } | { readonly why: AuthorityFault };

async function certificatesIn(said: string): Promise<Read> {
  const isText = said.includes('-----BEGIN');
  const text = isText ? said : await textOf(said);
  if (typeof text !== 'string') return text;
  const found = text.match(pem) ?? [];
  if (found.length === 0) return { why: 'is no certificate in PEM' };
  const certificates: X509Certificate[] = [];
  for (const one of found) {
    const certificate = parsed(one);
    if (certificate === null) return { why: 'is no certificate in PEM' };
    if (!certificate.ca) return { why: 'is of no certificate authority' };
    if (Date.parse(certificate.validTo) < Date.now()) return { why: 'has run out' };
    certificates.push(certificate);
  }
  return { certificates };
}

/** What a person chose, as it is kept: certificates in PEM, though the file had one in DER. */
export async function pemOf(path: string): Promise<string | { readonly why: AuthorityFault }> {
  const { size } = await stat(path);
  if (size > longest) return { why: 'is too large' };
  const bytes = await readFile(path);
  const found = bytes.toString('latin1').match(pem);
  const only = found === null ? parsed(bytes) : null;
  const text = found?.join('\n') ?? only?.toString() ?? '';
  return text.length > longestAuthority ? { why: 'is too large' } : text;
}

async function textOf(path: string): Promise<string | { readonly why: AuthorityFault }> {
  if (!isAbsolute(path)) return { why: 'is no whole path' };
  try {
    const { size, mode } = await stat(path);
    if (size > longest) return { why: 'is too large' };
    // Whoever can write there could have every line listened to.
    if (process.platform !== 'win32' && (mode & 0o022) !== 0) return { why: 'others can change it' };
    return await readFile(path, 'utf8');
  } catch {
    return { why: 'cannot be read' };
  }
}

function parsed(text: string | Buffer): X509Certificate | null {
  try {
    return new X509Certificate(text);
  } catch {
    return null;
  }
}

function nameOf({ subject, fingerprint256 }: X509Certificate): string {
  const of = (field: string) =>
    subject
      ?.split('\n')
      .find((line) => line.startsWith(`${field}=`))
      ?.slice(field.length + 1);
  return of('CN') ?? of('O') ?? fingerprint256.slice(0, 23);
}
