export { SettingsNav } from './nav.tsx';
export { Settings } from './settings.tsx';
