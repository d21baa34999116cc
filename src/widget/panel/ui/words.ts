export type { Words } from '../../contract.ts';
