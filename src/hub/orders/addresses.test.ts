import { expect, test } from 'vitest';
import { mayReach } from './addresses.ts';

test.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '2606:4700:4700::1111', '[2606:4700::1]'])(
  '[F1] %s is open to everybody',
  (address) => expect([mayReach(address, false), mayReach(address, true)]).toEqual([true, true]),
);

test.each([
  '127.0.0.1',
  '127.9.9.9',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '100.64.0.1',
  '::1',
  'fd00::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2002:a00:1:1::1',
])('[F1] %s is ours: only where an admin has said so', (address) => {
  expect([mayReach(address, false), mayReach(address, true)]).toEqual([false, true]);
});

test.each([
  '169.254.169.254',
  '::ffff:169.254.169.254',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  'fe80::1%eth0',
  'ff02::1',
  'localhost',
  '',
])('[F1] %s is nobody’s back office', (address) =>
  expect([mayReach(address, false), mayReach(address, true)]).toEqual([false, false]),
);
