export { createAttempts } from './attempts.ts';
export { createHints, type Hints } from './hints.ts';
export { createPersonOf } from './person.ts';
export { createProvider, type Provider } from './provider.ts';
export { signInRoutes } from './routes.ts';
export { createSignInBook, type SignInBook } from './rules.ts';
