import { lastMoment } from '#shared/domain/reports/fact.ts';
import { factOf, type Line, toldKinds } from '#shared/domain/reports/fact-of.ts';
import { type House, houseOf } from '#shared/domain/reports/house.ts';
import { pack } from '#shared/domain/reports/pack.ts';
import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import type { Reader } from './reader.ts';

/** Facts from entries: read by the thread, written by who writes. */

/** As the columns of `report_fact`. */
export type FactRow = readonly [openedAt: number, conversationId: string, lastAt: number, fact: string];

/** Kinds that change what reports know of a conversation. */
const counted = ['opened', 'message', 'message_left', ...toldKinds];
const list = (kinds: readonly string[]) => kinds.map((kind) => `'${kind}'`).join(', ');

/** Conversations whose entries are read at once. */
const together = 40;

/** Entries of a conversation without a word of what was written. */
const lineColumns = `conversation_id, seq, at, author_kind, author_id, kind,
  case when kind in (${list(toldKinds)}) then body end`;

type LineRow = readonly [string, number, number, string, string | null, string, string | null];

export function toLine([, seq, at, authorKind, authorId, kind, body]: LineRow): Line {
  return {
    seq,
    at,
    author: { kind: authorKind, id: authorId },
    kind,
    body: body === null ? null : (JSON.parse(body) as Line['body']),
  };
}

export async function readHouse(reader: Reader, workspaceId: string): Promise<House> {
  const rows = await reader.rows(
    'select at, plan from routing_plan where workspace_id = ? order by version',
    [workspaceId],
  );
  return houseOf(
    rows.map(([at, plan]) => ({ at: at as number, plan: JSON.parse(plan as string) as RoutingPlan })),
  );
}

/** How far the feed is, and has to be read. */
export async function readHead(reader: Reader, workspaceId: string): Promise<number> {
  const rows = await reader.rows('select feed_head from workspace where id = ?', [workspaceId]);
  return (rows[0]?.[0] as number | undefined) ?? 0;
}

/** The facts of all conversations that something was added to between two places in the feed, the second included. */
export async function readFacts(
  reader: Reader,
  house: House,
  workspaceId: string,
  after: number,
  upto: number,
): Promise<FactRow[]> {
  const touched = await reader.rows(
    `select distinct conversation_id from entry
      where workspace_id = ? and feed_seq > ? and feed_seq <= ? and kind in (${list(counted)})`,
    [workspaceId, after, upto],
  );
  const ids = touched.map(([id]) => id as string).sort();
  const rows: FactRow[] = [];
  for (let i = 0; i < ids.length; i += together) {
    const some = ids.slice(i, i + together);
    for (const [id, lines] of await readLines(reader, some)) {
      const fact = factOf(id, lines, house);
      if (fact !== null) rows.push([fact.opened.at, id, lastMoment(fact), pack(fact)]);
    }
  }
  return rows;
}

export async function readLines(reader: Reader, ids: readonly string[]): Promise<Map<string, Line[]>> {
  const byConversation = new Map<string, Line[]>();
  if (ids.length === 0) return byConversation;
  // Always as many, so that there is one statement; one that is named twice is read once.
  const padded = [...ids, ...Array<string>(Math.max(0, together - ids.length)).fill(ids[0] as string)];
  const rows = (await reader.rows(
    `select ${lineColumns} from transcript where conversation_id in (${padded.map(() => '?').join(', ')})
      order by conversation_id, seq`,
    padded,
  )) as unknown as LineRow[];
  for (const row of rows) {
    const lines = byConversation.get(row[0]);
    if (lines === undefined) byConversation.set(row[0], [toLine(row)]);
    else lines.push(toLine(row));
  }
  return byConversation;
}
