import { describe, expect, test } from 'vitest';
import { type ProblemCode, problemCodes } from '#shared/domain/routing/problems.ts';
import { runAdminCommand } from './index.ts';
import { weekText } from './plan-text.ts';
import { clean, spanText, table, widthOf } from './table.ts';
import { problemText } from './words.ts';

async function said(...args: string[]) {
  let out = '';
  let error = '';
  const code = await runAdminCommand(
    args,
    {},
    {
      out: (text) => {
        out += text;
      },
      error: (text) => {
        error += text;
      },
    },
  );
  return { code, out, error };
}

describe('the command line of the administration', () => {
  test('--help says what there is, and so does saying nothing, which is not understood', async () => {
    expect(await said('--help')).toMatchObject({
      code: 0,
      out: expect.stringContaining('people add E-MAIL'),
    });
    expect(await said('people', 'list', '--help')).toMatchObject({ code: 0 });
    expect(await said()).toMatchObject({ code: 2, out: expect.stringContaining('plan import FILE') });
  });

  test.each<[string, string[]]>([
    ['There is no command “people”.', ['people']],
    ['There is no command “people eat”.', ['people', 'eat']],
    ['There is no command “constructor list”.', ['constructor', 'list']],
    ['“people list” takes nothing more.', ['people', 'list', 'all']],
    ['“people add” takes E-MAIL.', ['people', 'add', '--role', 'agent']],
    ['“plan export” takes FILE.', ['plan', 'export']],
    ['--role is not for “people list”.', ['people', 'list', '--role', 'agent']],
    ['--force is not for “plan check”.', ['plan', 'check', 'x', '--force']],
    ["Unknown option '--nonsense'.", ['people', 'list', '--nonsense']],
  ])('%s', async (sentence, args) => {
    const { code, out, error } = await said(...args);
    expect([code, out]).toEqual([2, '']);
    expect(error).toBe(`${sentence} --help says what there is.\n`);
  });
});

describe('what is said on a terminal', () => {
  test('columns stand under each other, in Chinese too', () => {
    expect(
      table(
        ['NAME', 'N'],
        [
          ['林悦', '1'],
          ['Ann', '20'],
        ],
      ),
    ).toBe('NAME  N\n林悦  1\nAnn   20');
    expect(table(['NAME'], [])).toBe('(none)');
    expect(widthOf('客服A（夜）🙂')).toBe(13);
  });

  test('a name cannot move the cursor or turn the line round', () => {
    expect(clean('a\u001b[2Jb\u0007\u202ec\n')).toBe('a�[2Jb��c�');
    expect(table(['A'], [['x\ny']])).toBe('A\nx�y');
  });

  test('spans by the largest unit that says them whole', () => {
    expect([0, 1500, 90_000, 300_000, 86_400_000].map(spanText)).toEqual([
      '0',
      '1500 ms',
      '90 s',
      '5 min',
      '24 h',
    ]);
  });

  test('days that are alike together, those that are closed not at all', () => {
    const nine = [{ from: 540, to: 1080 }];
    const night = [
      { from: 0, to: 360 },
      { from: 1320, to: 1440 },
    ];
    expect(weekText([nine, nine, nine, nine, nine, [], []])).toBe('Mon–Fri 09:00–18:00');
    expect(weekText([nine, [], nine, night, [], [], nine])).toBe(
      'Mon 09:00–18:00, Wed 09:00–18:00, Thu 00:00–06:00 22:00–24:00, Sun 09:00–18:00',
    );
    expect(weekText([[], [], [], [], [], [], []])).toBe('never');
  });

  test('every problem has a sentence', () => {
    const detail = {
      name: 'A',
      before: 'B',
      groups: 'A → B',
      skill: 'S',
      level: 1,
      weekday: 0,
      from: 0,
      to: 1,
    };
    for (const code of Object.keys(problemCodes) as ProblemCode[]) {
      const text = problemText({
        path: '',
        code,
        severity: problemCodes[code],
        detail: { ...detail, date: 'D', timeZone: 'T' },
      });
      expect(text, code).toMatch(/^[A-Z“].*[.:”]$/su);
      expect(text, code).not.toContain('undefined');
    }
  });
});
