export { createBackup } from './create.ts';
export { BackupFault, type BackupFaultKind } from './fault.ts';
export type { Manifest } from './manifest.ts';
export { restoreBackup, verifyBackup } from './restore.ts';
export { postgresSnapshot, type Snapshot, sqliteSnapshot } from './snapshot.ts';
export { placeFor, tidied } from './target.ts';
