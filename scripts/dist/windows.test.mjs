import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inRoot } from '../setup/places.mjs';
import { which } from '../setup/system.mjs';
import { configuration } from './configuration.mjs';
import { withScheme } from './msi-scheme.mjs';
import { product } from './product.mjs';

/**
 * What of the installers for Windows can be looked at on Linux: our part of the NSIS script and its pictures go through
 * makensis itself, what identifies the MSI through wixl, and both are signed and verified as on Windows.
 */

/** @type {string} */
let folder;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'yingke-windows-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const win = configuration({ env: {}, runtime: { dist: null, version: '45.4.1', isTrial: false } });

/** A script around ours, with the names that electron-builder gives it. */
const script = () => `
Unicode true
!include MUI2.nsh
!define APP_EXECUTABLE_FILENAME "Yingke.exe"
!define MUI_ICON "${inRoot(String(win.nsis?.installerIcon))}"
!define MUI_HEADERIMAGE
!define MUI_HEADERIMAGE_BITMAP "${inRoot(String(win.nsis?.installerHeader))}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${inRoot(String(win.nsis?.installerSidebar))}"
Name "${product.name}"
OutFile "${path.join(folder, 'yingke-desk.exe')}"
InstallDir "$LOCALAPPDATA\\Programs\\yingke"
RequestExecutionLevel user
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SimpChinese"
!include "${inRoot(String(win.nsis?.include))}"
Section
  SetOutPath $INSTDIR
  File "${inRoot('LICENSE')}"
  WriteUninstaller "$INSTDIR\\uninstall.exe"
  !insertmacro customInstall
SectionEnd
Section Uninstall
  !insertmacro customUnInstall
SectionEnd
`;

const wxs = () =>
  withScheme(`<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
  <Product Id="*" Name="${product.name}" Language="1033" Version="0.1.0" Manufacturer="${product.publisher}"
    UpgradeCode="${win.msi?.upgradeCode}">
    <Package InstallerVersion="500" Compressed="yes" InstallScope="${win.msi?.perMachine ? 'perMachine' : 'perUser'}"/>
    <MajorUpgrade DowngradeErrorMessage="A newer version is installed."/>
    <Media Id="1" Cabinet="product.cab" EmbedCab="yes"/>
    <Icon Id="icon.ico" SourceFile="build/icons/icon.ico"/>
    <Property Id="ARPPRODUCTICON" Value="icon.ico"/>
    <Directory Id="TARGETDIR" Name="SourceDir">
      <Directory Id="ProgramFilesFolder"><Directory Id="APPLICATIONFOLDER" Name="${product.name}">
        <Component Id="program" Guid="*"><File Id="mainExecutable" Name="Yingke.exe" Source="LICENSE" KeyPath="yes"/>
        </Component>
      </Directory></Directory>
    </Directory>
    <Feature Id="all"><ComponentRef Id="program"/></Feature>
  </Product>
</Wix>
`);

/** Signs as our publisher does, and reads back who signed. @param {string} file */
function signedBy(file) {
  const [key, certificate, signed] = ['key.pem', 'certificate.pem', `signed-${path.basename(file)}`].map(
    (name) => path.join(folder, name),
  );
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', `/CN=${product.publisher}`],
      ...['-addext', 'extendedKeyUsage=codeSigning', '-keyout', `${key}`, '-out', `${certificate}`],
    ],
    { stdio: 'ignore' },
  );
  execFileSync('osslsigncode', [
    ...['sign', '-certs', `${certificate}`, '-key', `${key}`, '-h', 'sha256', '-n', product.name],
    ...['-in', file, '-out', `${signed}`],
  ]);
  const check = () =>
    spawnSync('osslsigncode', ['verify', '-CAfile', `${certificate}`, '-in', `${signed}`], {
      encoding: 'utf8',
    });
  const whole = check();
  const bytes = readFileSync(`${signed}`);
  const at = Math.floor(bytes.length / 3);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(`${signed}`, bytes);
  return { whole: whole.stdout, status: whole.status, changed: check().status };
}

const lacks = (/** @type {string[]} */ ...tools) => tools.some((tool) => which(tool) === undefined);

describe.skipIf(lacks('makensis', 'osslsigncode', 'openssl'))('the installer for one person', () => {
  it('takes our script, icon and pictures without a warning, and our publisher’s signature', () => {
    const source = path.join(folder, 'setup.nsi');
    writeFileSync(source, script());
    execFileSync('makensis', ['-V2', '-WX', source], { stdio: ['ignore', 'pipe', 'inherit'] });
    const read = signedBy(path.join(folder, 'yingke-desk.exe'));
    expect(read.whole).toMatch(new RegExp(`Subject: .*CN ?= ?${product.publisher}$`, 'm'));
    expect(read.status).toBe(0);
    expect(read.changed).not.toBe(0);
  });
});

describe.skipIf(lacks('wixl', 'osslsigncode', 'openssl'))('the installer for the computer', () => {
  it('is one product for ever, for all users, with our icon and our publisher’s signature', () => {
    const source = path.join(folder, 'setup.wxs');
    const file = path.join(folder, 'setup.msi');
    writeFileSync(source, wxs());
    execFileSync('wixl', ['--output', file, source], { cwd: inRoot(), stdio: ['ignore', 'pipe', 'inherit'] });
    const made = readFileSync(file);
    expect(made.includes(Buffer.from(String(win.msi?.upgradeCode)))).toBe(true);
    // Tables of an MSI name their texts in one pool, as they are.
    for (const text of [
      `Software\\Classes\\${product.scheme}\\shell\\open\\command`,
      '"[#mainExecutable]" "%1"',
      'URL Protocol',
    ])
      expect([text, made.includes(Buffer.from(text))]).toEqual([text, true]);
    const read = signedBy(file);
    expect(read.whole).toMatch(new RegExp(`Subject: .*CN ?= ?${product.publisher}$`, 'm'));
    expect(read.status).toBe(0);
    expect(read.changed).not.toBe(0);
  });
});

it('the scheme stands in the component of the program as electron-builder writes it, and nowhere else', () => {
  const component = (/** @type {string} */ file) =>
    `<Component>\n        <File Name="${file}" Source="$(var.appDir)/${file}" ReadOnly="yes" KeyPath="yes"`;
  const built = [
    `${component('icudtl.dat')} Id="icudtl.dat_f"/>\n      </Component>`,
    `${component('Yingke.exe')} Id="mainExecutable">\n        <Shortcut Id="desktopShortcut"/>\n      </File>\n      </Component>`,
    `${component('v8.bin')} Id="v8.bin_f"/>\n      </Component>`,
  ];
  const parts = withScheme(built.join('\n')).split(/(?<=<\/Component>)/);
  expect(parts.map((part) => part.split('<RegistryValue').length - 1)).toEqual([0, 4, 0]);
  expect(() => withScheme(built[0] ?? '')).toThrow('no component');
  expect(typeof win.msiProjectCreated).toBe('function');
});
