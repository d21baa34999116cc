import { readFileSync, writeFileSync } from 'node:fs';
import { product } from './product.mjs';

/**
 * What electron-builder's MSI leaves to us: links of the form yingke://… open the desk. It has words for kinds of files, none for
 * schemes. The values go with the program's own component, so that removing the program removes them.
 */

/** End of the component whose file is the program itself. */
const ofProgram = /(<File [^>]*Id="mainExecutable"[\s\S]*?)(\n?\s*<\/Component>)/;

/** The WiX project, with the scheme registered for everybody on the computer, as the MSI installs for them. @param {string} wxs */
export function withScheme(wxs) {
  const key = `Software\\Classes\\${product.scheme}`;
  /** @param {string} under @param {string | null} name @param {string} value */
  const entry = (under, name, value) =>
    `<RegistryValue Root="HKLM" Key="${key}${under}"${name === null ? '' : ` Name="${name}"`} Type="string" Value="${value}"/>`;
  const entries = [
    entry('', null, `URL:${product.name}`),
    entry('', 'URL Protocol', ''),
    entry('\\DefaultIcon', null, '[#mainExecutable],0'),
    entry('\\shell\\open\\command', null, '&quot;[#mainExecutable]&quot; &quot;%1&quot;'),
  ];
  if (!ofProgram.test(wxs)) throw new Error('The MSI’s project has no component of the program itself.');
  return wxs.replace(ofProgram, (_, program, end) => `${program}\n${entries.join('\n')}${end}`);
}

/** electron-builder's hook: the project is written and not compiled yet. @param {string} file */
export function registerScheme(file) {
  writeFileSync(file, withScheme(readFileSync(file, 'utf8')));
}
