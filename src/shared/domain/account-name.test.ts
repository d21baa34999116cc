import { expect, test } from 'vitest';
import { accountName, type NamedAccount } from './account-name.ts';

const at = (hub: string, person: string, workspace = 'Shop', name = ''): NamedAccount => ({
  ...{ name, workspace, person, hub },
});
const names = (...all: NamedAccount[]) => all.map((one) => accountName(one, all));

test('an account is called by what tells it from the others of its window', () => {
  const ann = at('https://a.example', 'Ann');
  expect(names(ann, at('https://b.example', 'Ann', 'Game'))).toEqual(['Shop', 'Game']);
  expect(names(ann, at('https://a.example', 'Ben'))).toEqual(['Shop · Ann', 'Shop · Ben']);
  expect(names(ann, at('http://b.example:8443', 'Ann'))).toEqual([
    'Shop · Ann · a.example',
    'Shop · Ann · b.example:8443',
  ]);
  expect(names(ann, at('https://b.example', 'Ann', 'Shop', 'Mine'))).toEqual(['Shop', 'Mine']);
  expect(names(at('', '', ''), at('', '', ''))).toEqual(['', '']);
});
