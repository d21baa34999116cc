import type { IncomingMessage } from 'node:http';

/** Where a request comes from: what rates and the log go by. */
export type AddressOf = (request: IncomingMessage) => string;

/**
 * The peer's own address. Behind a proxy that is the proxy's, and the customer's is the last one in
 * `X-Forwarded-For`: those before it are whatever the customer wrote.
 */
export function createAddressOf(behindProxy: boolean): AddressOf {
  return (request) => {
    const peer = request.socket.remoteAddress ?? '';
    if (!behindProxy) return peer;
    const given = request.headers['x-forwarded-for'];
    const last = (Array.isArray(given) ? given.join(',') : (given ?? '')).split(',').at(-1)?.trim();
    return last === undefined || last === '' ? peer : last.slice(0, 64);
  };
}
