import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/**
 * For requests that a browser sends for somebody's page: those of allowed origins may read the answers. One place for
 * all of them, since a server answers the question before a request (`OPTIONS`) once.
 */
export async function forPages(http: FastifyInstance, isAllowed: (origin: string) => boolean): Promise<void> {
  await http.register(cors, {
    methods: ['POST', 'PUT'],
    allowedHeaders: ['content-type', 'authorization'],
    maxAge: 600,
    origin: (origin, callback) => callback(null, origin !== undefined && isAllowed(origin)),
  });
}
