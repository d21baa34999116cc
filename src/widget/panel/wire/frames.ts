/**
 * Frames of engine.io (protocol 4) without binary ones: stands in the widget's bundle for
 * `engine.io-parser`, whose exports these are. Hub and widget speak JSON text only, and the library's
 * handling of blobs, base64 and streams weighs more than what is left here.
 */

export type Frame = { readonly type: string; readonly data?: string };

export const protocol = 4;

/** By their number on the wire. */
const types = ['open', 'close', 'ping', 'pong', 'message', 'upgrade', 'noop'];
const broken: Frame = { type: 'error', data: 'parser error' };
/** Between the frames of one long-polling body: RECORD SEPARATOR. */
const separator = '\u001e';

const textOf = ({ type, data = '' }: Frame): string => types.indexOf(type) + data;

export function encodePacket(frame: Frame, _binary: boolean, done: (text: string) => void): void {
  done(textOf(frame));
}

export function encodePayload(frames: readonly Frame[], done: (text: string) => void): void {
  done(frames.map(textOf).join(separator));
}

/** A frame; one of type `error`, which ends the connection, for what is no text or has no known type. */
export function decodePacket(received: unknown): Frame {
  if (typeof received !== 'string') return broken;
  const type = /^[0-6]/.test(received) ? types[Number(received[0])] : undefined;
  if (type === undefined) return broken;
  return received.length > 1 ? { type, data: received.slice(1) } : { type };
}

/** The frames up to and with the first that is broken. */
export function decodePayload(received: string): Frame[] {
  const frames = received.split(separator).map(decodePacket);
  const bad = frames.indexOf(broken);
  return bad < 0 ? frames : frames.slice(0, bad + 1);
}
