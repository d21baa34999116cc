import type { ChainedLine } from '#shared/domain/audit/chain.ts';
import { newId } from '#shared/domain/key.ts';
import { hashOfLine, storable } from '../audit-chain.ts';
import type { Clock } from '../clock.ts';
import type { Bulk, Columns, Database } from '../database/index.ts';

const lineColumns = {
  ...{ id: 'text', workspace_id: 'text', at: 'bigint', code: 'text', event: 'text', actor_kind: 'text' },
  ...{ actor_id: 'text', address: 'text', subject: 'text', seq: 'bigint', prev_hash: 'text', hash: 'text' },
} as const satisfies Columns;
const headColumns = { workspace_id: 'text', seq: 'bigint', hash: 'text' } as const satisfies Columns;

const subjectLimit = 300;

/** A line before it has a place: what happened, by whom. */
export type NewLine = Omit<ChainedLine, 'workspace' | 'number' | 'id' | 'at'>;

/** Puts lines at the end of the audit trail. */
export type TrailEnd = {
  /** In a transaction of its own. Resolves when it is on disk. */
  readonly append: (line: NewLine) => Promise<void>;
  /** In a transaction that does what the line says: neither is there without the other. */
  readonly appendIn: (bulk: Bulk, line: NewLine) => Promise<void>;
};

/** Each line with the trail's head locked: however many nodes write, no two lines follow on the same one. */
export function createTrailEnd(options: {
  readonly database: Database;
  readonly workspaceId: string;
  readonly clock: Clock;
}): TrailEnd {
  const { database, workspaceId: workspace, clock } = options;
  const appendIn = async (bulk: Bulk, given: NewLine): Promise<void> => {
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
    const about = [id, workspace, at, code, event, actorKind, actorId, address, subject];
    await bulk.insert('audit', lineColumns, [[...about, number, head.hash, hash]]);
    await bulk.upsert('audit_head', headColumns, 1, [[workspace, number, hash]]);
  };
  return { appendIn, append: (line) => database.transaction((bulk) => appendIn(bulk, line)) };
}
