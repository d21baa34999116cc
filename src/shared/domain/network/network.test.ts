import { expect, test } from 'vitest';
import {
  choiceFrom,
  countingMode,
  lacking,
  proxyServerPattern,
  scriptPattern,
  usualChoice,
} from './choice.ts';
import { certificateFault, signInWays } from './fault.ts';
import { isHere, proxyName, routesFrom } from './proxy.ts';

test('an answer names ways in their order; what cannot be read is left out', () => {
  expect(routesFrom('PROXY a.example:3128; HTTPS b.example ; SOCKS c;SOCKS5 [::1]:9;DIRECT')).toEqual([
    { kind: 'http', host: 'a.example', port: 3128 },
    { kind: 'https', host: 'b.example', port: 443 },
    { kind: 'socks4', host: 'c', port: 1080 },
    { kind: 'socks5', host: '::1', port: 9 },
    'direct',
  ]);
  for (const nonsense of [
    '',
    ';',
    'PROXY',
    'PROXY :80',
    'PROXY a:99999',
    'PROXY u:p@a:1',
    'QUIC a:1',
    'hello',
  ])
    expect(routesFrom(nonsense), nonsense).toEqual([]);
});

test('a proxy is known by kind, host and port', () => {
  const names = routesFrom('PROXY a:1;HTTPS a:1;SOCKS5 a:1;PROXY [::1]:1').map((one) =>
    one === 'direct' ? one : proxyName(one),
  );
  expect(names).toEqual(['a:1', 'https://a:1', 'socks5://a:1', '[::1]:1']);
  expect(new Set(names).size).toBe(4);
});

test('this computer, by its names', () => {
  for (const host of ['localhost', 'a.localhost', '127.0.0.1', '127.9.9.9', '::1', '[::1]', 'LOCALHOST'])
    expect(isHere(host), host).toBe(true);
  for (const host of ['localhost.example.com', '127.0.0.1.example.com', '128.0.0.1', 'example.com', '::2'])
    expect(isHere(host), host).toBe(false);
});

test('ways to sign in, however they are written', () => {
  expect(signInWays('Negotiate, NTLM, Basic realm="A, B", charset="UTF-8"')).toEqual([
    'Negotiate',
    'NTLM',
    'Basic',
  ]);
  expect(signInWays('basic realm="say \\"Digest x\\""')).toEqual(['basic']);
  expect(signInWays('Digest realm="a",nonce="b"')).toEqual(['Digest']);
  expect(signInWays('')).toEqual([]);
});

test('what is wrong with a certificate, by code; anything else is about something else', () => {
  const of = (...codes: string[]) => codes.map(certificateFault);
  expect(of('SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE')).toEqual([
    'authority',
    'authority',
  ]);
  expect(of('CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID')).toEqual(['expired', 'name']);
  expect(of('ECONNREFUSED', 'EPROTO', '')).toEqual([null, null, null]);
});

test('no name and password, and no file, is the address of a proxy or a script', () => {
  for (const good of ['a:1', 'http://a.example:3128', 'https://[::1]:8443', 'socks5://a:1080'])
    expect(proxyServerPattern.test(good), good).toBe(true);
  for (const bad of ['a', 'u:p@a:1', 'http://u:p@a:1', 'ftp://a:1', 'a:1/x', 'a:1;b:2', 'a b:1', 'http=a:1'])
    expect(proxyServerPattern.test(bad), bad).toBe(false);
  for (const bad of ['file:///a.pac', 'http://u:p@a/x', 'data:text/plain,x', 'http://a b/']) // and no white space
    expect(scriptPattern.test(bad), bad).toBe(false);
});

test('settings out of anything; what is not whole counts as the system has it', () => {
  let said = 0;
  const read = (value: unknown) => choiceFrom(value, () => (said += 1));
  expect(read(undefined)).toEqual(usualChoice);
  expect(said).toBe(0);
  expect(read({ mode: 'fixed', server: 'u:p@a:1', pac: 7, bypass: ['a b', '*.c'] })).toEqual({
    ...{ mode: 'fixed', server: '', pac: '', bypass: ['*.c'] },
  });
  expect(read('x')).toEqual(usualChoice);
  expect(said).toBe(2);
  expect(lacking({ ...usualChoice, mode: 'fixed' })).toBe('ProxyServer');
  expect(countingMode({ ...usualChoice, mode: 'pac' })).toBe('system');
  expect(countingMode({ ...usualChoice, mode: 'fixed', server: 'a:1' })).toBe('fixed');
});
