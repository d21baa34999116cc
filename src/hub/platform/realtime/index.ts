export { createDispatcher, type Handlers } from './dispatcher.ts';
export { openNamespace } from './namespace.ts';
export { createPresence, type Presence } from './presence.ts';
export { createRate, type RateLimit } from './rate.ts';
export { closeSockets, createSockets } from './server.ts';
