import type { ChainedLine } from '#shared/domain/audit/chain.ts';
import { newId } from '#shared/domain/key.ts';
import { hashOfLine, storable } from '../audit-chain.ts';
import type { Clock } from '../clock.ts';
import type { Columns, Database } from '../database/index.ts';

const lineColumns = {
  ...{ id: 'text', workspace_id: 'text', at: 'bigint', code: 'text', event: 'text', actor_kind: 'text' },
  ...{ actor_id: 'text', address: 'text', subject: 'text', seq: 'bigint', prev_hash: 'text', hash: 'text' },
} as const satisfies Columns;
const headColumns = { workspace_id: 'text', seq: 'bigint', hash: 'text' } as const satisfies Columns;

const subjectLimit = 300;

/** A line before it has a place: what happened, by whom. */
export type NewLine = Omit<ChainedLine, 'workspace' | 'number' | 'id' | 'at'>;

/**
 * Puts lines at the end of the audit trail, each in a transaction that has its head locked: however many nodes write, no two
 * lines follow on the same one. Resolves when it is on disk.
 */
export function createTrailEnd(options: {
  readonly database: Database;
  readonly workspaceId: string;
  readonly clock: Clock;
}): (line: NewLine) => Promise<void> {
  const { database, workspaceId: workspace, clock } = options;
  return (given) =>
    database.transaction(async (bulk) => {
      const head = await bulk.auditHead(workspace);
      const line: ChainedLine = {
        ...{ workspace, number: head.number + 1, id: newId(), at: clock.now() },
        code: given.code,
        event: storable(given.event),
        actorKind: given.actorKind,
        actorId: given.actorId,
        address: storable(given.address),
        subject: given.subject === null ? null : storable(given.subject.slice(0, subjectLimit)),
      };
      const hash = hashOfLine(head.hash, line);
      const { id, number, at, code, event, actorKind, actorId, address, subject } = line;
      const row = [
        id,
        workspace,
        at,
        code,
        event,
        actorKind,
        actorId,
        address,
        subject,
        number,
        head.hash,
        hash,
      ];
      await bulk.insert('audit', lineColumns, [row]);
      await bulk.upsert('audit_head', headColumns, 1, [[workspace, number, hash]]);
    });
}
