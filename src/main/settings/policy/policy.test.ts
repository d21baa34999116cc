import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { effectivePolicy, valuesOf } from '#shared/domain/policy/effective.ts';
import { openSettings } from '../settings.ts';
import { govern } from './governed.ts';
import { policiesIn } from './json-folder.ts';
import { hubsAllowed, hubToFill, managedIn } from './managed.ts';
import { profilePolicies } from './profile.ts';
import { registryPolicies } from './registry.ts';
import { systemPolicies } from './system.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'yingke-policy-'));
  for (const each of ['managed', 'recommended', 'data']) mkdirSync(join(dir, each));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const put = (kind: 'managed' | 'recommended', values: unknown, name = 'a.json') =>
  writeFileSync(join(dir, kind, name), typeof values === 'string' ? values : JSON.stringify(values));
const settings = () => govern(openSettings(join(dir, 'data')), systemPolicies('linux', dir));

describe('files on Linux', () => {
  it('are read in the order of their names, and what is no policy file is reported', () => {
    put('managed', { RetentionDays: 1 }, '20.json');
    put('managed', { RetentionDays: 2 }, '10.json');
    put('managed', '\uFEFF{"Theme":"dark"}', '30.json');
    put('managed', '{', '40.json');
    put('managed', '[1]', '50.json');
    put('managed', { RetentionDays: 3 }, 'notes.txt');
    mkdirSync(join(dir, 'managed', '60.json'));
    const { layers, ignored } = systemPolicies('linux', dir);
    expect(valuesOf(effectivePolicy(layers))).toEqual({ RetentionDays: 1, Theme: 'dark' });
    expect(ignored.map(({ from, why }) => [from.slice(-7), why])).toEqual([
      ['40.json', 'is no JSON'],
      ['50.json', 'is no object'],
      ['60.json', 'cannot be read'],
    ]);
  });

  it('count only where nobody but their owner can change them', () => {
    put('managed', { RetentionDays: 1 });
    const file = join(dir, 'managed', 'a.json');
    const me = process.getuid?.() ?? 0;
    expect(policiesIn(join(dir, 'managed'), 'enforced', me).layers).toHaveLength(1);
    expect(policiesIn(join(dir, 'managed'), 'enforced', me + 1).ignored[0]?.why).toBe('others can change it');
    chmodSync(file, 0o666);
    expect(policiesIn(join(dir, 'managed'), 'enforced', me).ignored[0]?.why).toBe('others can change it');
  });

  it('need not be there', () => {
    expect(systemPolicies('linux', join(dir, 'nothing'))).toEqual({ layers: [], ignored: [] });
  });
});

describe('settings under policy', () => {
  it('cannot be changed where they are enforced: not by a call, not by the file', () => {
    put('managed', { RetentionDays: 14, Theme: 'dark', SendKey: 'ctrl-enter' });
    writeFileSync(join(dir, 'data/settings.json'), JSON.stringify({ retentionDays: 300, theme: 'light' }));
    const of = settings();
    expect(of.get()).toMatchObject({ retentionDays: 14, theme: 'dark', look: { sendKey: 'ctrl-enter' } });
    expect(() => of.update({ retentionDays: 300 })).toThrow('managed');
    expect(() => of.update({ look: { ...of.get().look, sendKey: 'enter', fontSize: 120 } })).toThrow(
      'managed',
    );
    expect(of.get()).toMatchObject({ retentionDays: 14, look: { sendKey: 'ctrl-enter', fontSize: 100 } });
    // What goes along as it is, is no change.
    of.update({ look: { ...of.get().look, fontSize: 120 } });
    expect(of.get().look).toMatchObject({ sendKey: 'ctrl-enter', fontSize: 120 });
  });

  it('hold lists too, and what goes along unchanged beside them is written', () => {
    put('managed', { ProxyBypass: ['*.example.com'], ProxyServer: 'a:1' });
    const of = settings();
    of.update({ toldHidden: true });
    of.update({ proxy: { ...of.get().proxy, mode: 'fixed', bypass: ['*.example.com'] } });
    expect(of.get()).toMatchObject({ toldHidden: true, proxy: { mode: 'fixed', server: 'a:1' } });
    expect(() => of.update({ proxy: { ...of.get().proxy, bypass: [] } })).toThrow('managed');
    expect(() => of.update({ proxy: { ...of.get().proxy, server: '' } })).toThrow('managed');
    put('managed', {});
    expect(settings().get().proxy).toEqual({ mode: 'fixed', server: '', pac: '', bypass: [] });
  });

  it('go back to the person’s own when the rule is gone', () => {
    writeFileSync(join(dir, 'data/settings.json'), JSON.stringify({ retentionDays: 300 }));
    put('managed', { RetentionDays: 14, SendKey: 'ctrl-enter' });
    const ruled = settings();
    ruled.update({ look: { ...ruled.get().look, density: 'roomy' } });
    put('managed', {});
    expect(settings().get()).toMatchObject({
      retentionDays: 300,
      look: { sendKey: 'enter', density: 'roomy' },
    });
  });

  it('are as recommended until the person chooses, be it the usual', () => {
    put('recommended', { RetentionDays: 7, Language: 'en' });
    const of = settings();
    expect(of.get()).toMatchObject({ retentionDays: 7, locale: 'en' });
    of.update({ retentionDays: 30, locale: 'zh-CN' });
    expect(of.get()).toMatchObject({ retentionDays: 30, locale: 'zh-CN' });
    expect(settings().get()).toMatchObject({ retentionDays: 30, locale: 'zh-CN' });
    expect(
      settings()
        .report()
        .effective.find(({ name }) => name === 'RetentionDays'),
    ).toMatchObject({
      source: 'user',
      locked: false,
      overruled: [{ source: 'recommended' }],
    });
  });

  it('say what the first screen has to know', () => {
    expect(managedIn(settings())).toBeUndefined();
    put('managed', { HubAddresses: ['https://a.example.com', 'https://b.example.com'], TrainingMode: false });
    const of = settings();
    expect(managedIn(of)).toEqual({
      locked: ['HubAddresses', 'TrainingMode'],
      hubs: ['https://a.example.com', 'https://b.example.com'],
      off: ['TrainingMode'],
    });
    expect(hubToFill(of, 'https://b.example.com')).toBe('https://b.example.com');
    expect(hubToFill(of, 'https://elsewhere.example.com')).toBe('https://a.example.com');
  });

  it('only fill in a hub that is recommended', () => {
    put('recommended', { HubAddresses: ['https://a.example.com'] });
    expect(hubsAllowed(settings())).toBeNull();
    expect(hubToFill(settings(), '')).toBe('https://a.example.com');
    expect(hubToFill(settings(), 'https://mine.example.com')).toBe('https://mine.example.com');
  });
});

describe('other systems', () => {
  it('Windows: what reg prints, of the computer before the person, lists as group policy writes them', () => {
    const printed: Record<string, string> = {
      'HKLM\\Software\\Policies\\Yingke\\Desk': [
        '',
        'HKEY_LOCAL_MACHINE\\Software\\Policies\\Yingke\\Desk',
        '    RetentionDays    REG_DWORD    0xe',
        '    SeveralAccounts    REG_DWORD    0x0',
        '    Theme    REG_SZ    dark',
        '',
        'HKEY_LOCAL_MACHINE\\Software\\Policies\\Yingke\\Desk\\HubAddresses',
        '    1    REG_SZ    https://a.example.com',
        '    2    REG_SZ    https://b.example.com',
        '',
        'HKEY_LOCAL_MACHINE\\Software\\Policies\\Yingke\\Desk\\Recommended',
        '    UndoSend    REG_DWORD    0x1',
        '    FontSize    REG_DWORD    0xffff',
        '',
      ].join('\r\n'),
      'HKCU\\Software\\Policies\\Yingke\\Desk':
        'HKEY_CURRENT_USER\\Software\\Policies\\Yingke\\Desk\r\n    Theme    REG_SZ    light\r\n    SendKey    REG_SZ    ctrl-enter\r\n',
    };
    const { layers } = registryPolicies((key) => printed[key] ?? null);
    const report = effectivePolicy(layers);
    expect(valuesOf(report)).toEqual({
      HubAddresses: ['https://a.example.com', 'https://b.example.com'],
      RetentionDays: 14,
      SeveralAccounts: false,
      Theme: 'dark',
      SendKey: 'ctrl-enter',
      UndoSend: true,
    });
    expect(report.ignored).toMatchObject([{ name: 'FontSize' }]);
    expect(registryPolicies(() => null)).toEqual({ layers: [], ignored: [] });
  });

  it('macOS: profiles count before what is recommended, and keys of the system’s own are no mistakes', () => {
    const files: Record<string, string> = {
      '/Library/Preferences/com.yingke.desk.plist': '{"RetentionDays":7,"NSWindow Frame":"1 2"}',
      '/Library/Managed Preferences/lin/com.yingke.desk.plist': '{"Theme":"light"}',
      '/Library/Managed Preferences/com.yingke.desk.plist': '{"Theme":"dark","PayloadUUID":"x"}',
    };
    const { layers, ignored } = profilePolicies('lin', (file) => files[file] ?? null);
    expect(valuesOf(effectivePolicy(layers))).toEqual({ RetentionDays: 7, Theme: 'dark' });
    expect([ignored, effectivePolicy(layers).ignored]).toEqual([[], []]);
    expect(profilePolicies('lin', () => 'broken').ignored).toHaveLength(3);
  });
});
