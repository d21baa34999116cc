import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readCommandLine } from './command-line.ts';

test('flags are read, and left out they have their defaults', () => {
  expect(readCommandLine(['--data', 'here', '--port', '8080', '--demo'])).toEqual({
    run: 'hub',
    data: resolve('here'),
    port: 8080,
    host: '127.0.0.1',
    demo: true,
    training: null,
    behindProxy: false,
    people: [],
    allowOrigins: [],
    wayOut: {},
    look: null,
    leaseTime: null,
    drainTime: 0,
    forgetSecrets: false,
    logFiles: false,
    logLevel: 'info',
  });
  expect(readCommandLine([])).toMatchObject({ port: null, host: '127.0.0.1', demo: false });
  expect(readCommandLine(['--help'])).toEqual({ run: 'help' });
});

test.each(['0', '65536', '80x', '', '1e3', '-1', '0x50'])('--port=%s is refused in a sentence', (port) => {
  expect(() => readCommandLine([`--port=${port}`])).toThrow(/^--port takes a number/u);
});

test('a lease is seconds, of a length that makes sense', () => {
  expect(readCommandLine(['--lease', '30'])).toMatchObject({ leaseTime: 30_000 });
  for (const given of ['4', '3601', '30s', '', '1.5']) {
    expect(() => readCommandLine([`--lease=${given}`])).toThrow(/^--lease takes seconds/u);
  }
});

test('what is unknown, or lacks its value, is refused in a sentence', () => {
  for (const args of [['--nonsense'], ['here'], ['--data'], ['--demo=yes']]) {
    expect(() => readCommandLine(args)).toThrow(/--help says what there is\.$/u);
  }
});

test('the demo is for this computer only', () => {
  for (const host of ['0.0.0.0', '192.168.1.5', '::', '127.0.0.1.evil.test']) {
    expect(() => readCommandLine(['--demo', '--host', host])).toThrow('for this computer only');
  }
  for (const host of ['127.0.0.1', '127.0.1.1', 'localhost', '::1']) {
    expect(readCommandLine(['--demo', '--host', host])).toMatchObject({ host });
  }
});

test('sites are given exactly, people by role and address', () => {
  const sites = ['https://shop.example.com', 'http://127.0.0.1:8080'];
  const given = sites.flatMap((site) => ['--allow-origin', site]);
  expect(
    readCommandLine([
      ...given,
      '--agent',
      'a@example.com',
      '--admin',
      ' Boss@Example.com',
      '--agent',
      'b@example.com',
    ]),
  ).toMatchObject({
    allowOrigins: sites,
    people: [
      { role: 'admin', email: 'boss@example.com' },
      { role: 'agent', email: 'a@example.com' },
      { role: 'agent', email: 'b@example.com' },
    ],
  });
  for (const odd of [
    'shop.example.com',
    'https://shop.example.com/',
    'https://SHOP.example.com',
    'file:///',
    'null',
    '*',
  ]) {
    expect(() => readCommandLine(['--allow-origin', odd])).toThrow(/^--allow-origin takes a site/u);
  }
  expect(() => readCommandLine(['--admin', 'boss'])).toThrow(/^--admin takes an e-mail/u);
});

test('[C8] ways out are checked; an empty one is taken away, one left out stays', () => {
  expect(
    readCommandLine([
      '--hotline',
      ' 400-800-8800 ',
      '--contact-email=help@shop.example',
      '--contact-form=https://shop.example/contact',
    ]),
  ).toMatchObject({
    wayOut: { hotline: '400-800-8800', email: 'help@shop.example', form: 'https://shop.example/contact' },
  });
  expect(readCommandLine(['--hotline', ''])).toMatchObject({ wayOut: { hotline: null } });
  expect(() => readCommandLine(['--hotline', 'call us'])).toThrow(/^--hotline takes a telephone number/u);
  expect(() => readCommandLine(['--contact-email', 'a@b.example?bcc=c@d.example'])).toThrow(
    /^--contact-email takes an e-mail address/u,
  );
  for (const form of ['http://shop.example', 'javascript:alert(1)', 'shop.example/contact']) {
    expect(() => readCommandLine(['--contact-form', form])).toThrow(
      /^--contact-form takes an address as https/u,
    );
  }
});
