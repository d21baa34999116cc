/**
 * Pure JavaScript is bundled into the main process and the hub: one file to read instead of hundreds is what keeps the
 * start near that of an empty window, and what a dependency `require`s of ES modules works on Node 20 too. Native
 * modules stay outside, and pino, which starts threads from files of its own. Packages hold what is not in this list.
 */
export const bundledIntoMain = [
  ...['socket.io-client', 'zod', 'uuid', 'electron-log', 'pinyin-pro'],
  ...[
    'fastify',
    'file-type',
    '@fastify/cors',
    '@fastify/helmet',
    '@fastify/static',
    'socket.io',
    'kysely',
    'prom-client',
    'rate-limiter-flexible',
  ],
];
