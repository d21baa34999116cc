/**
 * The dependency rules are only worth something if they bite: here each is broken once, in a small tree of
 * its own, and must be named. A configuration that reads no module, or a rule whose pattern fits nothing,
 * fails here and not silently.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './setup/places.mjs';

const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');

/** File → its text. Each file breaks the rule in its comment; those without one are what is imported. */
const planted = {
  'src/shared/domain/leaf.ts': 'export const leaf = 1;',
  'src/shared/ipc/contract.ts': 'export const contract = 1;',
  'src/hub/index.ts': "import { queue } from './routing/index.ts';\nexport const hub = queue;",
  'src/hub/routing/index.ts': "import { leaf } from '#shared/domain/leaf.ts';\nexport const queue = leaf;",
  'src/hub/routing/inner.ts': 'export const inner = 1;',
  'src/main/shell/window.ts':
    "import { BrowserWindow } from 'electron';\nexport const window = BrowserWindow;",
  'src/renderer/features/desk/desk.tsx': 'export const desk = 1;',
  'src/renderer/state/slice.ts': 'export const slice = 1;',
  'src/renderer/ui/button.tsx': 'export const button = 1;',
  'test/support/helper.ts': 'export const helper = 1;',
};

/** Rule → [file, what it imports]. */
const violations = {
  'only-shared-across-programs': ['src/main/a.ts', '../hub/index.ts'],
  'shared-is-a-leaf': ['src/shared/domain/b.ts', 'node:fs'],
  'widget-takes-domain-and-protocol-only': ['src/widget/c.ts', '#shared/ipc/contract.ts'],
  'widget-has-no-react': ['src/widget/d.ts', 'react'],
  'hub-feature-through-its-index': ['src/hub/people/e.ts', '../routing/inner.ts'],
  'hub-platform-knows-no-feature': ['src/hub/platform/f.ts', '../routing/index.ts'],
  'hub-knows-no-electron': ['src/hub/people/g.ts', 'electron'],
  'main-connection-and-cache-know-no-electron': ['src/main/cache/h.ts', 'electron'],
  'preload-is-the-bridge-only': ['src/preload/i.ts', 'node:path'],
  'renderer-talks-through-the-bridge': ['src/renderer/app/j.ts', 'electron'],
  'renderer-has-no-node': ['src/renderer/app/k.ts', 'node:fs'],
  'renderer-feature-imports-no-sibling': ['src/renderer/features/search/l.ts', '../desk/desk.tsx'],
  'renderer-layers': ['src/renderer/state/m.ts', '../features/desk/desk.tsx'],
  'renderer-ui-is-plain': ['src/renderer/ui/n.ts', '../state/slice.ts'],
  'no-circles': ['src/hub/people/o.ts', './o2.ts'],
  'no-tests-in-the-product': ['src/hub/people/p.ts', '../../../test/support/helper.ts'],
  'no-undeclared-package': ['src/hub/people/q.ts', 'ws'],
  'no-dev-package-at-run-time': ['src/hub/people/r.ts', 'vite'],
  'nothing-unresolved': ['src/hub/people/s.ts', './not-there.ts'],
};

/** @type {string} */
let folder;
/** @type {{ rule: { name: string }, from: string }[]} */
let found;
/** @type {{ source: string, dependencies: { resolved: string }[] }[]} */
let modules;

/** A package as small as can be, in node_modules of the tree. @param {string} name */
const packageFiles = (name) => [
  [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
  [`node_modules/${name}/index.js`, 'module.exports = 1;'],
];

/** @param {string} cwd @param {string[]} places */
function cruise(cwd, places) {
  const tool = path.join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  try {
    return JSON.parse(
      execFileSync(process.execPath, [tool, ...places, '--output-type', 'json'], {
        cwd,
        encoding: 'utf8',
        // What it says of the whole tree is more than the usual megabyte.
        maxBuffer: 64 * 2 ** 20,
      }),
    );
  } catch (error) {
    // It exits with the number of violations and has still printed them.
    return JSON.parse(/** @type {{ stdout: string }} */ (error).stdout);
  }
}

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'yingke-architecture-'));
  for (const name of ['package.json', 'tsconfig.base.json', '.dependency-cruiser.cjs']) {
    writeFileSync(path.join(folder, name), readFileSync(path.join(root, name)));
  }
  const files = {
    ...planted,
    ...Object.fromEntries(['react', 'vite', 'ws'].flatMap(packageFiles)),
    ...Object.fromEntries(
      Object.values(violations).map(([file, target]) => [
        file,
        `import * as it from '${target}';\nexport const x = it;`,
      ]),
    ),
    'src/hub/people/o2.ts': "import { x } from './o.ts';\nexport const y = x;",
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  ({
    modules,
    summary: { violations: found },
  } = cruise(folder, ['src', 'test']));
}, 30_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the dependency rules', () => {
  it('are each planted here', () => {
    expect(Object.keys(violations).sort()).toEqual(
      forbidden.map((/** @type {{ name: string }} */ rule) => rule.name).sort(),
    );
  });

  it.each(Object.entries(violations))('find a planted breach of %s', (name, [file]) => {
    const files = found
      .filter((violation) => violation.rule.name === name)
      .map((violation) => violation.from);
    expect(files).toContain(file);
  });

  it('leave what is right alone', () => {
    const wrong = new Set(Object.values(violations).map(([file]) => file));
    wrong.add('src/hub/people/o2.ts');
    expect(found.filter((violation) => !wrong.has(violation.from))).toEqual([]);
  });

  it('see through the #shared alias', () => {
    const index = modules.find((module) => module.source === 'src/hub/routing/index.ts');
    expect(index?.dependencies.map((dependency) => dependency.resolved)).toContain(
      'src/shared/domain/leaf.ts',
    );
  });

  it('see every source file of this checkout', () => {
    const seen = new Set(
      cruise(root, ['src']).modules.map((/** @type {{ source: string }} */ module) => module.source),
    );
    const all = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .map((file) => `src/${file.split(path.sep).join('/')}`)
      .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'));
    expect(all.filter((file) => !seen.has(file))).toEqual([]);
  }, 30_000);
});
