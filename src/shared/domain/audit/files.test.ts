import { expect, test } from 'vitest';
import type { KeptLine } from './chain.ts';
import { formats } from './files.ts';

const line: KeptLine = {
  ...{
    number: 7,
    id: 'a',
    at: Date.UTC(2026, 10, 30, 8, 0, 1),
    code: 'changed',
    event: 'admin.origins.allow',
  },
  ...{ actorKind: 'operator', actorId: null, address: '::1', subject: null, prevHash: '0a', hash: '1b' },
};
const csv = (more: Partial<KeptLine>) => formats.csv.line('w', { ...line, ...more });

test('a line for spreadsheets: no formula, and no cell or line that ends early', () => {
  expect(csv({})).toBe('7,2026-11-30T08:00:01.000Z,changed,admin.origins.allow,operator,,::1,,a,0a,1b\r\n');
  for (const start of ['=', '+', '-', '@', '\t', "'="])
    expect(csv({ subject: `${start}cmd` })).toContain(`,::1,'${start}cmd,a,`);
  expect(csv({ subject: '\r=1' })).toContain(`,::1,"'\r=1",a,`);
  expect(csv({ subject: 'a,"b"\nc' })).toContain(',::1,"a,""b""\nc",a,');
  expect(csv({ address: '=1', event: '+x' })).toContain(",changed,'+x,operator,,'=1,");
});

test('a line for programs is one line, in the order in which its hash is made', () => {
  const text = formats.jsonl.line('w', { ...line, subject: 'a\nb' });
  expect(text).toBe(
    '{"workspace":"w","number":7,"id":"a","at":1796025601000,"code":"changed","event":"admin.origins.allow",' +
      '"actorKind":"operator","actorId":null,"address":"::1","subject":"a\\nb","prevHash":"0a","hash":"1b"}\n',
  );
});
