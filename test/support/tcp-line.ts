import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A line to a hub on this computer, which can be cut, or made to lose what comes back. */
export async function startLine(
  port: number,
  /** Is told what comes back, connection by connection. */
  listen?: () => (chunk: Buffer) => void,
  /** Is told what goes there, whatever connection it is of. */
  overhear?: (chunk: Buffer) => void,
) {
  let isDeaf = false;
  let isCut = false;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(port, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    const heard = listen?.();
    near.on('data', (chunk) => {
      overhear?.(chunk);
      far.write(chunk);
    });
    far.on('data', (chunk) => {
      heard?.(chunk);
      if (!isDeaf) near.write(chunk);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const end = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    /** The hub is heard no more; it hears. */
    deafen: () => {
      isDeaf = true;
    },
    hear: () => {
      isDeaf = false;
    },
    /** Nobody gets through until it is mended. */
    cut: () => {
      isCut = true;
      end();
    },
    mend: () => {
      isCut = false;
    },
    stop: async () => {
      end();
      server.close();
      await once(server, 'close');
    },
  };
}
