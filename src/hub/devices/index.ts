export { createDeskCounts, type DeskCounts } from './desk-counts.ts';
export { createDeskPolicies, type DeskPolicies } from './desk-policies.ts';
export { type AtDesk, createDeskVersions, type DeskVersions } from './desk-versions.ts';
export { createDevices, type Devices } from './devices.ts';
export { createSignInNotices, type SignInNotices } from './notices.ts';
export { deviceRoutes } from './routes.ts';
export { sessionHandlers } from './sessions.ts';
