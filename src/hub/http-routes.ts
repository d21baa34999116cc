import { type AdminCallName, adminBase, adminCalls, isForOperator } from '#shared/protocol/admin.ts';
import { crashPath } from '#shared/protocol/crashes.ts';
import { filePaths } from '#shared/protocol/files.ts';
import { httpPaths } from '#shared/protocol/handshake.ts';
import { signInPaths } from '#shared/protocol/sign-in.ts';
import { callers, type RouteRegistry, type RouteRule, staff } from './platform/http/index.ts';
import { vitalPaths } from './vitals/index.ts';

/** A call of the administration is for admins and the operator, but those that are for the operator alone. */
const ofAdministration = Object.fromEntries(
  (Object.keys(adminCalls) as AdminCallName[]).map((name): [string, RouteRule] => [
    `admin ${name}`,
    {
      method: adminCalls[name].method,
      path: adminBase + adminCalls[name].path,
      callers: isForOperator(name) ? ['operator'] : ['admin', 'operator'],
      from: 'program',
    },
  ]),
) as { readonly [C in AdminCallName as `admin ${C}`]: RouteRule };

/** Every route of the hub, and who may have it: what is not here cannot be added to the server (P14). */
export const hubRoutes = {
  ...ofAdministration,
  'sign in': { method: 'POST', path: httpPaths.signIn, callers, from: 'program' },
  'sign out': { method: 'POST', path: httpPaths.signOut, callers: staff, from: 'program' },
  'sign-in methods': { method: 'GET', path: signInPaths.methods, callers, from: 'program' },
  'sign-in exchange': { method: 'POST', path: signInPaths.exchange, callers, from: 'program' },
  /** For the system's browser: pages of no site. */
  'sign-in start': { method: 'GET', path: signInPaths.start, callers, from: 'anywhere' },
  'sign-in callback': { method: 'GET', path: signInPaths.callback, callers, from: 'anywhere' },
  'sign-in out': { method: 'GET', path: signInPaths.out, callers, from: 'anywhere' },
  /** With a token that is dead, of who says so. */
  'desk wiped': { method: 'POST', path: httpPaths.wiped, callers, from: 'program' },
  'desk crash': { method: 'PUT', path: `${crashPath}/:id`, callers: staff, from: 'program' },
  register: { method: 'POST', path: httpPaths.register, callers, from: 'page' },
  /** What a browser asks before a request from a page. */
  preflight: { method: 'OPTIONS', path: '*', callers, from: 'anywhere' },
  'desk upload begin': { method: 'POST', path: filePaths.desk, callers: staff, from: 'program' },
  'desk upload piece': { method: 'PUT', path: `${filePaths.desk}/:id`, callers: staff, from: 'program' },
  'visitor upload begin': { method: 'POST', path: filePaths.visitor, callers: ['visitor'], from: 'page' },
  'visitor upload piece': {
    method: 'PUT',
    path: `${filePaths.visitor}/:id`,
    callers: ['visitor'],
    from: 'page',
  },
  'visitor links': { method: 'POST', path: filePaths.links, callers: ['visitor'], from: 'page' },
  /** Without a token it takes a link that the hub has signed, from anywhere: `files/routes.ts`. */
  'file bytes': {
    method: 'GET',
    path: `${filePaths.bytes}/:id/:variant`,
    callers: staff,
    from: 'program',
  },
  widget: { method: 'GET', path: '/widget.js', callers, from: 'anywhere' },
  'widget part': { method: 'GET', path: '/widget/:name', callers, from: 'anywhere' },
  health: { method: 'GET', path: vitalPaths.health, callers, from: 'anywhere' },
  'health live': { method: 'GET', path: vitalPaths.live, callers, from: 'anywhere' },
  metrics: { method: 'GET', path: vitalPaths.metrics, callers: ['monitor', 'operator'], from: 'program' },
} as const satisfies RouteRegistry;

export type HubRoute = keyof typeof hubRoutes;
