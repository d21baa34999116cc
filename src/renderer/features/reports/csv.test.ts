import { expect, it } from 'vitest';
import { figureIds } from '#shared/domain/reports/figures.ts';
import { cellOf, headOf, toCsv } from './csv.ts';

it('heads are those that docs/reports.md lists', () => {
  expect(figureIds.map(headOf)).toEqual([
    'offered',
    'answered',
    'abandoned',
    'left',
    'pending',
    'abandonment',
    'service_level',
    'wait_seconds',
    'wait_90_seconds',
    'first_response_seconds',
    'first_response_90_seconds',
    'next_response_seconds',
    'next_response_90_seconds',
    'handled',
    'handling_seconds',
    'handling_90_seconds',
    'after_call_seconds',
    'effort_seconds',
    'transfers_out',
    'transfers_to_group',
    'transfers_in',
    'rating',
    'rated',
    'rated_5',
    'rated_4',
    'rated_3',
    'rated_2',
    'rated_1',
    'signed_in_seconds',
    'online_seconds',
    'busy_seconds',
    'away_seconds',
    'invisible_seconds',
    'serving_seconds',
    'occupancy',
  ]);
});

it.each([
  ['=1+1', "'=1+1"],
  ['+86 10', "'+86 10"],
  ['-5', "'-5"],
  ['@x', "'@x"],
  ["'=1", "''=1"],
  ['a,b', '"a,b"'],
  ['=a"b\n', '"\'=a""b\n"'],
  ['林悦', '林悦'],
])('%j is a cell that is no formula and ends where it should', (text, cell) => {
  expect(cellOf(text)).toBe(cell);
});

it('a row has its keys with their names, and lengths of time in seconds', () => {
  const values = figureIds.map((id) =>
    id === 'offered' ? 3 : id === 'wait' ? 1500 : id === 'occupancy' ? 0.5 : null,
  );
  const csv = toCsv(
    {
      rows: [{ keys: ['a-1', '2026-11-29'], values }],
      total: values,
      names: { agents: { 'a-1': '=Ann' }, groups: {} },
    },
    ['agent', 'day'],
  );
  const [head, row, end] = csv.split('\r\n');
  expect(head?.startsWith('\ufeffagent_id,agent,day,offered,answered')).toBe(true);
  expect(row?.startsWith("a-1,'=Ann,2026-11-29,3,,,,,,,1.5,")).toBe(true);
  expect(row?.endsWith(',0.5')).toBe(true);
  expect(end).toBe('');
});
