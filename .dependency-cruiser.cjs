/**
 * The rules of docs/architecture.md, as a tool holds them. scripts/architecture.test.mjs plants a violation of
 * each of them and expects it to be found, so a rule that has stopped working is noticed.
 * (The tool reads no module with TypeScript 7 and then reports that all is well; hence also the counts there.)
 */

/** Tests may reach further than what they test. */
const notTests = '\\.test\\.tsx?$';

const rule = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: notTests, ...from },
  to,
});

module.exports = {
  forbidden: [
    rule(
      'only-shared-across-programs',
      'hub, main, preload, renderer and widget never import each other: only src/shared is common.',
      { path: '^src/([^/]+)/' },
      { path: '^src/', pathNot: ['^src/$1/', '^src/shared/'] },
    ),
    rule(
      'shared-is-a-leaf',
      'src/shared imports itself and two pure packages: no other program, no Node, no DOM library, no Electron.',
      { path: '^src/shared/' },
      { pathNot: ['^src/shared/', '^node_modules/(zod|uuid)/'] },
    ),
    rule(
      'widget-takes-domain-and-protocol-only',
      'The widget must stay small: of src/shared it takes domain and protocol.',
      { path: '^src/widget/' },
      { path: '^src/shared/', pathNot: '^src/shared/(domain|protocol)/' },
    ),
    rule(
      'widget-has-no-react',
      'React is too big for somebody else’s page.',
      { path: '^src/widget/' },
      { path: '^node_modules/(react|react-dom|radix-ui|zustand|@lingui)/' },
    ),
    rule(
      'hub-feature-through-its-index',
      'A feature of the hub may import another’s index.ts only.',
      { path: '^src/hub/([^/]+)/' },
      {
        path: '^src/hub/[^/]+/',
        pathNot: ['^src/hub/$1/', '^src/hub/platform/', '^src/hub/[^/]+/index\\.ts$'],
      },
    ),
    rule(
      'hub-platform-knows-no-feature',
      'src/hub/platform is below every feature.',
      { path: '^src/hub/platform/' },
      { path: '^src/hub/', pathNot: '^src/hub/platform/' },
    ),
    rule(
      'hub-knows-no-electron',
      'The hub also runs alone, on a server.',
      { path: '^src/hub/' },
      { path: '^electron$' },
    ),
    rule(
      'main-connection-and-cache-know-no-electron',
      'They are tested, and would run, without Electron.',
      { path: '^src/main/(connection|cache)/' },
      { path: ['^electron$', '^src/main/(shell|ipc)/'] },
    ),
    rule(
      'preload-is-the-bridge-only',
      'The preload script is sandboxed: Electron and the contract are all it has.',
      { path: '^src/preload/' },
      { pathNot: ['^electron$', '^src/preload/', '^src/shared/'] },
    ),
    rule(
      'renderer-talks-through-the-bridge',
      'The renderer has no Node and no Electron, and no socket.',
      { path: '^src/renderer/' },
      { path: ['^electron$', '^node_modules/(socket\\.io|better-sqlite3|electron-log)'] },
    ),
    rule(
      'renderer-has-no-node',
      'The renderer runs in a sandboxed page.',
      { path: '^(src/renderer|src/widget)/' },
      { dependencyTypes: ['core'], pathNot: '^electron$' },
    ),
    rule(
      'renderer-feature-imports-no-sibling',
      'What two features share stands in ui/ or state/.',
      { path: '^src/renderer/features/([^/]+)/' },
      { path: '^src/renderer/features/', pathNot: '^src/renderer/features/$1/' },
    ),
    rule(
      'renderer-layers',
      'ui, state and bridge know no feature, and nothing but the entry knows app.',
      { path: '^src/renderer/(ui|state|bridge)/' },
      { path: '^src/renderer/(features|app)/' },
    ),
    rule(
      'renderer-ui-is-plain',
      'ui/ holds plain components: what they show comes in by props.',
      { path: '^src/renderer/ui/' },
      { path: '^src/renderer/(state|bridge)/' },
    ),
    rule(
      'no-circles',
      'A circle means two things that are one. What is loaded later may name what loads it: it is there by then.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['dynamic-import'] } },
    ),
    rule(
      'no-tests-in-the-product',
      'What is shipped imports no test and nothing of test/ or scripts/.',
      { path: '^src/' },
      { path: ['\\.test\\.tsx?$', '^test/', '^scripts/'] },
    ),
    rule(
      'no-undeclared-package',
      'Every package that is imported stands in package.json.',
      { path: '^(src|test|scripts)/', pathNot: '^$' },
      {
        dependencyTypes: ['unknown', 'undetermined', 'npm-no-pkg', 'npm-unknown'],
        pathNot: ['^virtual:', '\\.po$'],
      },
    ),
    rule(
      'no-dev-package-at-run-time',
      'What hub and main import at run time is a dependency, not a devDependency.',
      { path: '^src/(hub|main)/' },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '^electron$' },
    ),
    rule(
      'nothing-unresolved',
      'An import that cannot be resolved is an import that no rule sees.',
      // Tests too. Virtual modules and catalogues are made by the build.
      { path: '^(src|test|scripts)/', pathNot: '^$' },
      { couldNotResolve: true, pathNot: ['^virtual:', '\\.po$'] },
    ),
  ],
  options: {
    doNotFollow: { path: '^node_modules' },
    builtInModules: { add: ['electron', 'electron/main', 'electron/renderer', 'node:sqlite'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
    skipAnalysisNotInRules: true,
  },
};
