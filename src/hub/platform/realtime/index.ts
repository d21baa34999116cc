export { type Actor, createDispatcher, type Handlers } from './dispatcher.ts';
export { type Knock, openNamespace } from './namespace.ts';
export { createPresence, type Presence } from './presence.ts';
export { createRate, type Rate, type RateLimit } from './rate.ts';
export { closeSockets, createSockets } from './server.ts';
