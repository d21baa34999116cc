export { createDispatcher, type Handlers } from './dispatcher.ts';
export { openNamespace } from './namespace.ts';
export { createPresence } from './presence.ts';
export { createRate, type RateLimit } from './rate.ts';
export { closeSockets, createSockets } from './server.ts';
