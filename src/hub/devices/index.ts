export { createDeskPolicies, type DeskPolicies } from './desk-policies.ts';
export { createDevices, type Devices } from './devices.ts';
export { deviceRoutes } from './routes.ts';
