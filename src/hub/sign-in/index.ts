export { createAttempts } from './attempts.ts';
export { createHints } from './hints.ts';
export { createPersonOf } from './person.ts';
export { createProvider, type Provider } from './provider.ts';
export { signInRoutes } from './routes.ts';
export { createSignInBook, type SignInBook } from './rules.ts';
