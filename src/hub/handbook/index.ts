export { createHandbooks, type Handbooks } from './handbooks.ts';
