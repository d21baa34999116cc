export { type Audit, createAudit, type Denial, type Report } from './audit.ts';
export { bearerOf, noBrowser, parse, parseAtDoor } from './door.ts';
export { createGuessing } from './guessing.ts';
export { createOrigins, type Origins } from './origins.ts';
export { hashPassword } from './passwords.ts';
export { type Account, accessRoutes, type BeginSession } from './routes.ts';
export { createSessions, lookStep, type Sessions, sessionLifetime } from './sessions.ts';
export { findStale, type Seat } from './stale.ts';
export { hashToken, mintToken } from './tokens.ts';
