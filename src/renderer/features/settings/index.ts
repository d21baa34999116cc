export { SettingsNav } from './nav.tsx';
export { NetworkRows } from './network/network-rows.tsx';
export { Settings } from './settings.tsx';
