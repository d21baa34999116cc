export { Admin } from './admin.tsx';
export { AdminNav } from './nav.tsx';
