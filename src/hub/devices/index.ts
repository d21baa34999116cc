export { createDevices, type Devices } from './devices.ts';
export { deviceRoutes } from './routes.ts';
