import { expect, test } from 'vitest';
import { createLog, safeName } from './index.ts';

test('tokens, passwords and texts do not get into the log, even if somebody hands them to it', () => {
  const lines: string[] = [];
  const log = createLog({ write: (line: string) => void lines.push(line) });
  log.info({ token: 'canary', input: { text: 'canary', password: 'canary', key: 'kept' } }, 'asked');
  expect(lines.join()).not.toContain('canary');
  expect(lines.join()).toContain('kept');
});

test('only what looks like an event’s name is logged as one', () => {
  expect(safeName('message.send')).toBe('message.send');
  for (const odd of ['call me on 555 123', 'a\nb', '', 'x'.repeat(60), 7])
    expect(safeName(odd)).toBe('(malformed)');
});
