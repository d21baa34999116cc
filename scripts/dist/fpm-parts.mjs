import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/** @typedef {import('./fpm-read.mjs').Asked} Asked */

/**
 * Lays the files where they are installed, readable by everybody and writable by root alone, whatever the umask of the
 * one who builds.
 * @param {string} tree
 * @param {Asked['files']} files
 */
export function lay(tree, files) {
  mkdirSync(tree, { recursive: true });
  for (const { from, to } of files) {
    const target = path.join(tree, to);
    mkdirSync(path.dirname(target), { recursive: true });
    // A folder with a slash is its contents, as with rsync.
    cpSync(from.replace(/\/$/, ''), target, { recursive: true, verbatimSymlinks: true });
  }
  for (const { full, about } of walk(tree)) {
    if (about.isSymbolicLink()) continue;
    chmodSync(full, about.isDirectory() || about.mode & 0o111 ? 0o755 : 0o644);
  }
  chmodSync(tree, 0o755);
}

/** @param {string} folder @returns {Generator<{ full: string, about: import('node:fs').Stats }>} */
function* walk(folder) {
  for (const name of readdirSync(folder).sort()) {
    const full = path.join(folder, name);
    const about = lstatSync(full);
    yield { full, about };
    if (about.isDirectory()) yield* walk(full);
  }
}

/** In KiB, as dpkg counts. @param {string} tree */
export function installedSize(tree) {
  let total = 0;
  for (const { about } of walk(tree)) total += about.isDirectory() ? 1 : Math.ceil(about.size / 1024);
  return total;
}

/**
 * DEBIAN/ of a package: control, sums, and the scripts of the package.
 * @param {string} tree
 * @param {Asked} asked
 * @param {number} size
 */
export function control(tree, asked, size) {
  const folder = path.join(tree, 'DEBIAN');
  const sums = [...walk(tree)]
    .filter(({ about }) => about.isFile())
    .map(({ full }) => `${sumOf(full)}  ${path.relative(tree, full)}\n`);
  mkdirSync(folder, { mode: 0o755 });
  writeFileSync(path.join(folder, 'control'), controlText(asked, size));
  writeFileSync(path.join(folder, 'md5sums'), sums.join(''));
  const conffiles = [...walk(tree)]
    .filter(({ full, about }) => about.isFile() && full.startsWith(path.join(tree, 'etc')))
    .map(({ full }) => `/${path.relative(tree, full)}\n`);
  if (conffiles.length > 0) writeFileSync(path.join(folder, 'conffiles'), conffiles.join(''));
  script(asked.afterInstall, path.join(folder, 'postinst'));
  script(asked.afterRemove, path.join(folder, 'postrm'));
}

/** @param {string} file */
const sumOf = (file) => createHash('md5').update(readFileSync(file)).digest('hex');

/** @param {string | null} from @param {string} to */
function script(from, to) {
  if (from === null) return;
  copyFileSync(from, to);
  chmodSync(to, 0o755);
}

/** @param {Asked} asked @param {number} size */
export function controlText(asked, size) {
  const [first = '', ...more] = asked.description.trim().split('\n');
  /** @type {[string, string][]} */
  const fields = [
    ['Package', asked.name],
    ['Version', asked.version],
    ['License', asked.license],
    ['Vendor', asked.vendor],
    ['Architecture', asked.architecture],
    ['Maintainer', asked.maintainer],
    ['Installed-Size', `${size}`],
    ['Depends', asked.depends.join(', ')],
    ['Recommends', asked.recommends.join(', ')],
    ['Section', asked.category],
    ['Priority', asked.priority],
    ['Homepage', asked.url],
    ['Description', [first.trim(), ...more.map((line) => ` ${line.trim() || '.'}`)].join('\n')],
  ];
  return fields
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}

/**
 * The description of an rpm package, written beside the tree. Returns its file.
 * @param {string} work
 * @param {string} tree
 * @param {Asked} asked
 */
export function rpmSpec(work, tree, asked) {
  const file = path.join(work, 'package.spec');
  const entries = [...walk(tree)].map(({ full, about }) => ({
    place: `/${path.relative(tree, full)}`,
    isFolder: about.isDirectory(),
  }));
  writeFileSync(file, specText(work, tree, asked, entries));
  return file;
}

/** A percent sign is a macro to rpm, also in the text of a script. @param {string} text */
const plain = (text) => text.replaceAll('%', '%%');

/**
 * @param {string} work @param {string} tree @param {Asked} asked
 * @param {readonly { place: string, isFolder: boolean }[]} entries
 */
export function specText(work, tree, asked, entries) {
  // Folders of the system are the system's: only those of our own are removed with the package.
  const own = entries.filter(
    ({ place, isFolder }) => !isFolder || /\/(Yingke|yingke-desk)(\/|$)/.test(place),
  );
  const lines = [
    `%define _rpmdir ${path.dirname(asked.package)}`,
    `%define _rpmfilename ${plain(path.basename(asked.package))}`,
    `%define _topdir ${work}`,
    `%define _binary_payload ${asked.compression === 'gzip' ? 'w3.gzdio' : 'w6T0.xzdio'}`,
    // Nothing is compiled here, stripped, or looked into for what it needs: the list of what it needs is given.
    '%define debug_package %{nil}',
    '%define __os_install_post %{nil}',
    '%define _build_id_links none',
    'AutoReqProv: no',
    `Name: ${asked.name}`,
    `Version: ${asked.version}`,
    `Release: ${asked.iteration}`,
    `Summary: ${plain(asked.summary || asked.description.trim().split('\n')[0] || asked.name)}`,
    `License: ${asked.license || 'unknown'}`,
    ...(asked.category ? [`Group: ${asked.category}`] : []),
    ...(asked.vendor ? [`Vendor: ${asked.vendor}`] : []),
    ...(asked.url ? [`URL: ${asked.url}`] : []),
    ...(asked.maintainer ? [`Packager: ${asked.maintainer}`] : []),
    ...asked.depends.map((name) => `Requires: ${name}`),
    '%description',
    plain(asked.description.trim() || asked.summary),
    '%install',
    `mkdir -p "%{buildroot}" && cp -a "${tree}/." "%{buildroot}/"`,
    ...section('%post', asked.afterInstall),
    ...section('%postun', asked.afterRemove),
    '%files',
    '%defattr(-,root,root,-)',
    ...own.map(({ place, isFolder }) => `${isFolder ? '%dir ' : ''}"${plain(place)}"`),
  ];
  return `${lines.join('\n')}\n`;
}

/** @param {string} name @param {string | null} file */
const section = (name, file) =>
  file === null ? [] : [`${name} -p /bin/bash`, plain(readFileSync(file, 'utf8').replace(/^#!.*\n/, ''))];
