import { measuresOf } from '#shared/domain/reports/behind.ts';
import { isInScope } from '#shared/domain/reports/cells.ts';
import type { Spot } from '#shared/domain/reports/fact.ts';
import { factOf } from '#shared/domain/reports/fact-of.ts';
import { type FigureId, ruleOf } from '#shared/domain/reports/figures.ts';
import { measure } from '#shared/domain/reports/measures.ts';
import type { ReportScope } from '#shared/domain/reports/question.ts';
import { readHouse, readLines } from './facts.ts';
import type { Reader } from './reader.ts';

type Step = { readonly seq: number; readonly at: number; readonly kind: string; readonly author: string };

export type Explained = {
  readonly pieces: {
    readonly what: string;
    readonly value: number;
    readonly agent: string | null;
    readonly group: string | null;
    readonly from: Step;
    readonly to: Step;
  }[];
  readonly target: number;
};

/** How one conversation adds to a figure, made anew from its entries and not from what is kept. Null where it has not begun. */
export async function readExplained(
  reader: Reader,
  workspaceId: string,
  asked: {
    readonly conversationId: string;
    readonly figure: FigureId;
    readonly inHours: boolean;
    readonly scope: ReportScope | null;
  },
): Promise<Explained | null> {
  const { conversationId, figure, inHours, scope } = asked;
  const house = await readHouse(reader, workspaceId);
  const lines = (await readLines(reader, [conversationId])).get(conversationId) ?? [];
  const fact = factOf(conversationId, lines, house);
  if (fact === null) return null;
  const wanted = new Set<string>(measuresOf(figure));
  if (figure === 'serving' || figure === 'occupancy' || figure === 'effort')
    wanted.add('serving').add('afterCall');
  const rule = ruleOf(figure);
  const found: Omit<Explained['pieces'][number], 'from' | 'to'>[] = [];
  const spots: [Spot, Spot][] = [];
  measure(fact, inHours, (what, value, _at, agent, group, from, to) => {
    // What it was while it was another group's is not told.
    if (!isInScope(scope, group)) return;
    if (!wanted.has(what) || (rule.as === 'score' && rule.score !== value)) return;
    found.push({ what, value, agent, group });
    spots.push([from, to]);
  });
  const names = await authorsOf(reader, conversationId, [...new Set(spots.flat().map(({ seq }) => seq))]);
  const step = ({ seq, at }: Spot): Step => ({
    seq,
    at,
    kind: lines.find((line) => line.seq === seq)?.kind ?? '',
    author: names.get(seq) ?? '',
  });
  return {
    target: fact.target,
    pieces: found.map((piece, n) => {
      const [from, to] = spots[n] as [Spot, Spot];
      return { ...piece, from: step(from), to: step(to) };
    }),
  };
}

async function authorsOf(
  reader: Reader,
  conversationId: string,
  seqs: readonly number[],
): Promise<Map<number, string>> {
  if (seqs.length === 0) return new Map();
  const rows = await reader.rows(
    `select seq, author_name from transcript where conversation_id = ? and seq >= ? and seq <= ?`,
    [conversationId, Math.min(...seqs), Math.max(...seqs)],
  );
  return new Map(rows as [number, string][]);
}
