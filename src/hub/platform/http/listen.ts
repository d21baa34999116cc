import type { FastifyInstance } from 'fastify';

/**
 * How many may stand at the door at once; the system may allow fewer. After an outage all visitors come back
 * together, and whoever finds no place tries again only a second later.
 */
export const backlog = 4096;

/**
 * Listens at the first of the ports that is free; 0 is any. Answers the port. Rejects with the error
 * of the last one.
 */
export async function listenAt(
  http: FastifyInstance,
  host: string,
  ports: readonly number[],
): Promise<number> {
  let failure: unknown = new Error('no port to listen at');
  for (const port of ports) {
    try {
      await http.listen({ host, port, backlog });
      const address = http.server.address();
      if (address === null || typeof address === 'string') throw new Error('not listening at a port');
      return address.port;
    } catch (error) {
      failure = error;
      if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
    }
  }
  throw failure;
}
