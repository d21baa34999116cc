/**
 * The part of fpm's command line that electron-builder uses. What is not known is refused: a wish that is passed over
 * would be a package that lacks something.
 */

/**
 * @typedef {{
 *   target: 'deb' | 'rpm', package: string, name: string, version: string, iteration: string, architecture: string,
 *   maintainer: string, vendor: string, url: string, license: string, category: string, description: string,
 *   summary: string, priority: string, compression: string, depends: string[], recommends: string[],
 *   afterInstall: string | null, afterRemove: string | null, files: { from: string, to: string }[],
 * }} Asked
 */

/** Option → name of what it sets. @type {Readonly<Record<string, string>>} */
const single = {
  '-t': 'target',
  '--package': 'package',
  '--name': 'name',
  '--version': 'version',
  '--iteration': 'iteration',
  '--architecture': 'architecture',
  '--maintainer': 'maintainer',
  '--vendor': 'vendor',
  '--url': 'url',
  '--license': 'license',
  '--category': 'category',
  '--description': 'description',
  '--rpm-summary': 'summary',
  '--deb-priority': 'priority',
  '--deb-compression': 'compression',
  '--rpm-compression': 'compression',
  '--after-install': 'afterInstall',
  '--after-remove': 'afterRemove',
  '--rpm-os': 'os',
  '--log': 'log',
  '-s': 'source',
};
/** @type {Readonly<Record<string, 'depends' | 'recommends'>>} */
const many = { '-d': 'depends', '--deb-recommends': 'recommends' };
/** rpm's own names of processors. @type {Readonly<Record<string, string>>} */
const rpmNames = { amd64: 'x86_64', arm64: 'aarch64' };
const flags = new Set(['--force', '--debug']);

/** @param {readonly string[]} args @returns {Asked} */
export function readFpm(args) {
  /** @type {Record<string, string>} */
  const one = {};
  /** @type {{ depends: string[], recommends: string[] }} */
  const lists = { depends: [], recommends: [] };
  const files = [];
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const name = single[word];
    const list = many[word];
    if (name !== undefined) one[name] = rest.shift() ?? '';
    else if (list !== undefined) lists[list].push(rest.shift() ?? '');
    else if (word.startsWith('-')) {
      if (!flags.has(word)) throw new Error(`fpm: “${word}” is not known here`);
    } else {
      const at = word.lastIndexOf('=');
      if (at < 1) throw new Error(`fpm: “${word}” is no FROM=TO`);
      files.push({ from: word.slice(0, at), to: word.slice(at + 1) });
    }
  }
  const { target } = one;
  if (target !== 'deb' && target !== 'rpm')
    throw new Error(`fpm: ${target ?? 'nothing'} cannot be built here`);
  for (const name of ['package', 'name', 'version', 'architecture']) {
    if (!one[name]) throw new Error(`fpm: --${name} is missing`);
  }
  const text = (/** @type {string} */ name) => one[name] ?? '';
  return {
    target,
    package: text('package'),
    name: text('name'),
    version: text('version'),
    iteration: text('iteration') || '1',
    architecture:
      target === 'rpm' ? (rpmNames[text('architecture')] ?? text('architecture')) : text('architecture'),
    maintainer: text('maintainer'),
    vendor: text('vendor'),
    url: text('url'),
    license: text('license'),
    category: text('category'),
    description: text('description'),
    summary: text('summary'),
    priority: text('priority') || 'optional',
    compression: text('compression'),
    ...lists,
    afterInstall: one.afterInstall ?? null,
    afterRemove: one.afterRemove ?? null,
    files,
  };
}
