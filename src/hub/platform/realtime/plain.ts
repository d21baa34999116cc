import type { Server } from 'socket.io';

/** What `socket.io-parser` shows of itself, as far as it is used here. */
type Encoder = {
  encode: (packet: object) => (string | Buffer)[];
  readonly encodeAsString: (packet: object) => string;
};

/**
 * Everything that the hub says is plain JSON: the registries have no other fields. Before each packet
 * socket.io looks through all that is in it for buffers, which in a parcel for a desk takes as long as writing it.
 */
export function sayPlainly(io: Server): void {
  const encoder = (io as unknown as { readonly encoder: Encoder }).encoder;
  encoder.encode = (packet) => [encoder.encodeAsString(packet)];
}
