import type { Certificate, TLSSocket } from 'node:tls';
import { certificateFault, type ShownCertificate, type WayFault } from '#shared/domain/network/fault.ts';
import { WayError } from './way-error.ts';

const longestName = 120;

/**
 * What the other end shows is looked at before it is judged: once it has been refused the connection is gone, and with it what
 * it was. It is judged as ever.
 */
export function seenCertificate(
  socket: TLSSocket,
  host: string,
): {
  /** The error in the words of this program, where it is about the certificate. */
  readonly fault: (error: unknown) => WayError | null;
} {
  let shown: ShownCertificate = { host, subject: null, issuer: null, fingerprint: null };
  // Node's own name for "the handshake is over"; its judgement is the listener after this one.
  socket.prependOnceListener('secure', () => {
    const { subject, issuer, fingerprint256 } = socket.getPeerCertificate();
    shown = { host, subject: nameIn(subject), issuer: nameIn(issuer), fingerprint: fingerprint256 ?? null };
  });
  return {
    fault: (error) => {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      const why = certificateFault(code);
      if (why === null) return null;
      const fault: WayFault = { kind: 'certificate', why, ...shown };
      return new WayError(fault);
    },
  };
}

/** A name that a person may know: of the organisation, or of the authority or host. */
function nameIn(of: Certificate | undefined): string | null {
  const name = [of?.O, of?.CN].flat().filter((one) => typeof one === 'string' && one !== '');
  return name.length === 0 ? null : [...new Set(name)].join(', ').slice(0, longestName);
}
