import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkedLine, faultOf, keptFields, leftOut } from './log-line.ts';

const canary = 'Canary Vogel, +49 30 1234';

it('keeps fields of the list in their shape, and nothing else', () => {
  expect(
    keptFields({ code: 'ENOENT', ms: 12, fault: canary, text: canary, token: canary, at: null }),
  ).toEqual({
    code: 'ENOENT',
    ms: 12,
    fault: leftOut,
    at: null,
  });
  expect(keptFields({ subject: 'Vogel', address: 'a b', ms: 'Vogel', constructor: 1 })).toEqual({
    subject: leftOut,
    address: leftOut,
    ms: leftOut,
  });
});

it('says of a thrown value what it is and where, never its message', () => {
  const error = Object.assign(new TypeError(`${canary}\n    at ${canary} (x.ts:1:1)`), { code: canary });
  const fault = faultOf(error);
  expect(fault).toMatchObject({ fault: 'TypeError', code: null });
  expect(fault.at).toMatch(/log-line\.test\.ts:\d+:\d+/);
  expect(JSON.stringify(fault)).not.toContain('Canary');
  expect(faultOf(canary)).toEqual({ fault: 'string', code: null, at: null });
});

it('lets nothing of a line through that is not ours, whatever the line is', () => {
  const line = JSON.stringify({
    time: 0,
    level: 'warn',
    msg: 'call refused',
    call: 'app.boot',
    text: canary,
  });
  expect(checkedLine(line)).toBe(
    '{"time":"1970-01-01T00:00:00.000Z","level":"warn","msg":"call refused","call":"app.boot"}',
  );
  expect(checkedLine(JSON.stringify({ time: 0, level: 50, msg: `it said: ${canary}` }))).toBe(leftOut);
  fc.assert(fc.property(fc.string(), (any) => [null, leftOut].includes(checkedLine(`x${any}`))));
});
