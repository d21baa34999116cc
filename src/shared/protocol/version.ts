/**
 * Version of the protocol in SPEC.md. Another major is refused at the door (P14); a greater minor
 * only adds what an older peer may ignore.
 */
export const protocolVersion = '4.0';

/** True when a peer of `theirs` ("major.minor") may talk to us. Malformed versions may not. */
export function isCompatible(theirs: string, ours: string = protocolVersion): boolean {
  const major = /^(\d{1,4})\.\d{1,4}$/.exec(theirs)?.[1];
  return major !== undefined && major === ours.split('.')[0];
}
