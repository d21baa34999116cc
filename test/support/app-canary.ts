import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Undo } from './launch-undo.ts';

/** A server that nobody should ever ask for anything. */
export type Canary = {
  readonly origin: string;
  /** What was asked of it all the same, "METHOD path". */
  readonly asked: readonly string[];
};

export async function startCanary(undo: Undo): Promise<Canary> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    // It would let anybody read it: what keeps the page away must be the page's own rules.
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/html' });
    response.end('<h1>canary</h1>');
  });
  server.on('upgrade', (request, socket) => {
    asked.push(`UPGRADE ${request.url}`);
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  undo.add(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}
