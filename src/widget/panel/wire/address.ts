/**
 * Stands in the widget's bundle for socket.io's own reader of addresses: the browser has one. Only what
 * the library looks at, of an absolute http address without a query, which the line always gives.
 */
export function parse(source: string) {
  const { protocol, hostname, port, pathname } = new URL(source);
  // Of an IPv6 host the library takes off no brackets and puts on its own.
  return {
    source,
    protocol: protocol.slice(0, -1),
    host: hostname.replace(/[[\]]/g, ''),
    port,
    path: pathname,
  };
}
