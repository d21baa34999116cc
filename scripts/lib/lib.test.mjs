import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { greeting, lineReader, readEvent } from './app-events.mjs';
import { portOf, readArguments } from './arguments.mjs';
import { filesOf, fingerprint } from './build.mjs';
import { describe as inWords, Problem } from './problem.mjs';
import { createReport, statusOf } from './report.mjs';
import { failuresOf, sum, totalsOf } from './results.mjs';
import { run } from './run.mjs';
import { runSteps } from './steps.mjs';

/** @type {string} */
let folder;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'yingke-scripts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('arguments', () => {
  const known = { values: ['data', 'port'], flags: ['demo'], usage: 'npm start' };

  it('are read in both spellings', () => {
    expect(readArguments(['--data', '/x', '--port=0', '--demo'], known)).toEqual({
      data: '/x',
      port: '0',
      demo: true,
    });
  });

  it('are refused when unknown or without their value', () => {
    expect(() => readArguments(['--prot', '1'], known)).toThrow('“--prot” is not understood.');
    expect(() => readArguments(['data'], known)).toThrow('not understood');
    expect(() => readArguments(['--data'], known)).toThrow('--data needs a value.');
    expect(() => readArguments(['--demo=1'], known)).toThrow('not understood');
  });

  it('take a port for what it is', () => {
    expect(portOf(undefined)).toBeUndefined();
    expect(portOf('0')).toBe(0);
    expect(portOf('65535')).toBe(65_535);
    for (const wrong of ['65536', '-1', '80x', '1e3', ' 80'])
      expect(() => portOf(wrong)).toThrow('is no port');
  });
});

describe('errors', () => {
  it('are told in a sentence, with the stack only when asked for', () => {
    const problem = new Problem('It failed.', { advice: 'Do this.', details: 'the tool said so' });
    expect(inWords(problem, {})).toBe('the tool said so\n\n✗ It failed.\n  Do this.');
    expect(inWords(problem, { YINGKE_DEBUG: '1' })).toContain('lib.test.mjs');
    const denied = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES', path: '/x/out' });
    expect(inWords(denied, {})).toContain('✗ You have no permission for /x/out.');
    expect(inWords(new TypeError('x is undefined'), {})).toBe(
      '✗ Something unexpected failed: x is undefined\n  Run it again with YINGKE_DEBUG=1 to see where.',
    );
  });
});

describe('the report', () => {
  it('says a line for what was done and none for what was the same', () => {
    let now = 0;
    /** @type {string[]} */
    const pieces = [];
    const report = createReport({ write: (piece) => pieces.push(piece) }, () => now);
    const one = report.start('Electron');
    const two = report.start('SQLite');
    now = 12_400;
    one.done('33.2.1');
    two.same();
    expect(pieces.join('')).toBe('✓ Electron: 33.2.1 (12 s)\n');
    expect(report.lines).toBe(1);
  });

  it('shows seconds, percentage and what it is at', () => {
    expect(statusOf({ name: 'Electron', started: 1000 }, 4500)).toBe('Electron, 3 s');
    expect(statusOf({ name: 'Electron', started: 0, fraction: 0.429, note: 'unpacking' }, 61_000)).toBe(
      'Electron, 61 s, 42 %, unpacking',
    );
  });
});

describe('the app’s lines', () => {
  it('are events only when they are ours and whole', () => {
    expect(readEvent('YINGKE {"event":"second-instance"}')).toEqual({ event: 'second-instance' });
    for (const line of ['YINGKE {"event"', 'YINGKE []', 'YINGKE {"event":1}', '{"event":"ready"}', '']) {
      expect(readEvent(line)).toBeUndefined();
    }
  });

  it('are cut right wherever the stream breaks', () => {
    /** @type {string[]} */
    const lines = [];
    const reader = lineReader((line) => void lines.push(line));
    for (const piece of ['a', 'b\nc', '\r\n', 'd']) reader.push(piece);
    expect(lines).toEqual(['ab', 'c']);
    reader.end();
    expect(lines).toEqual(['ab', 'c', 'd']);
  });

  it('become what a person wants to know', () => {
    const rows = greeting(
      'Yingke',
      { event: 'ready', shop: 'http://127.0.0.1:4000/', accounts: '/data/accounts.txt' },
      { data: '/data', log: '/data/start.log', screenshot: '/data/window.png' },
    );
    expect(rows.join('\n')).toContain('http://127.0.0.1:4000/');
    expect(rows.join('\n')).toContain('/data/accounts.txt');
    expect(rows.join('\n')).toContain('/data/window.png');
    expect(
      greeting('Yingke', { event: 'ready', shop: null }, { data: '/d', log: '/l' }).join('\n'),
    ).not.toMatch(/undefined|Screenshot/);
  });
});

describe('what a build is made of', () => {
  it('changes with a name or a content, not with a test', () => {
    mkdirSync(path.join(folder, 'src/a'), { recursive: true });
    writeFileSync(path.join(folder, 'src/a/one.ts'), '1');
    const before = fingerprint(filesOf(['src', 'missing.json'], folder), folder);
    writeFileSync(path.join(folder, 'src/a/one.test.ts'), 'a test');
    expect(fingerprint(filesOf(['src'], folder), folder)).toBe(before);
    writeFileSync(path.join(folder, 'src/a/one.ts'), '2');
    const changed = fingerprint(filesOf(['src'], folder), folder);
    expect(changed).not.toBe(before);
    writeFileSync(path.join(folder, 'src/a/two.ts'), '');
    expect(fingerprint(filesOf(['src'], folder), folder)).not.toBe(changed);
    expect(fingerprint([], folder, '33')).not.toBe(fingerprint([], folder, '45'));
  });
});

describe('steps', () => {
  it('say which failed, with their words, and go on', async () => {
    /** @type {string[]} */
    const lines = [];
    const step = { note() {}, fraction() {}, done() {}, same() {}, fail() {} };
    const failed = await runSteps(
      [
        { name: 'Types', work: async () => ({ ok: false, output: 'a.ts: no' }) },
        { name: 'Lint', work: async () => ({ ok: true, output: 'noise' }) },
        { name: 'Tests', work: async () => ({ ok: true, output: '', note: '7 passed' }) },
      ],
      { line: (text) => void lines.push(text), start: () => step },
    );
    expect(failed).toEqual(['Types']);
    expect(lines.join('\n')).toContain('    a.ts: no');
    expect(lines.join('\n')).not.toContain('noise');
    expect(lines.some((line) => line.startsWith('✓ Tests 7 passed ('))).toBe(true);
  });
});

describe('the totals of a test run', () => {
  /** @param {unknown} report @param {number} code */
  const read = (report, code) => {
    const file = path.join(folder, 'report.json');
    writeFileSync(file, typeof report === 'string' ? report : JSON.stringify(report));
    return totalsOf(file, code);
  };

  it('are what the report says', () => {
    const good = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, testResults: [] };
    expect(read(good, 0)).toEqual({ passed: 5, failed: 0, skipped: 1 });
    expect(sum({ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 })).toEqual({
      passed: 11,
      failed: 22,
      skipped: 33,
    });
  });

  it('count a file that could not be loaded, an error outside of tests, and a missing report', () => {
    const broken = {
      numPassedTests: 5,
      numFailedTests: 0,
      testResults: [{ status: 'failed', assertionResults: [] }],
    };
    expect(read(broken, 1).failed).toBe(1);
    expect(read({ ...broken, numFailedTests: 2 }, 1).failed).toBe(3);
    expect(read({ numPassedTests: 5, numFailedTests: 0, testResults: [] }, 1).failed).toBe(1);
    expect(read('{"numPassedTests": 5', 1).failed).toBe(1);
    expect(totalsOf(path.join(folder, 'none.json'), 0).failed).toBe(1);
  });

  it('name each failed test with the beginning of its reason', () => {
    const file = path.join(folder, 'report.json');
    const reason = Array.from({ length: 30 }, (_, line) => `line ${line}`).join('\n');
    const testResults = [
      { name: 'good.test.ts', status: 'passed', assertionResults: [{ status: 'passed', fullName: 'a' }] },
      {
        name: 'bad.test.ts',
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: 'b' },
          { status: 'failed', fullName: 'c d', failureMessages: [reason] },
        ],
      },
      { name: 'torn.test.ts', status: 'failed', message: 'cannot be loaded', assertionResults: [] },
    ];
    writeFileSync(file, JSON.stringify({ testResults }));
    const lines = failuresOf(file);
    expect(lines[0]).toBe('✗ bad.test.ts > c d');
    expect(lines[1]).toBe('    line 0');
    expect(lines).toHaveLength(11);
    expect(lines.slice(-2)).toEqual(['✗ torn.test.ts', '    cannot be loaded']);
    expect(failuresOf(path.join(folder, 'none.json'))).toEqual([]);
  });
});

describe('run', () => {
  it('keeps what a tool said and stops it when its time is over', async () => {
    const result = await run(process.execPath, [
      '-e',
      'console.log("out"); console.error("err"); process.exit(3)',
    ]);
    expect(result.code).toBe(3);
    expect(result.output).toContain('out');
    expect(result.output).toContain('err');
    const stuck = await run(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { limit: 100 });
    expect(stuck.stopped).toBe(true);
    expect((await run('/no/such/tool', [])).code).toBe(-1);
  });
});
