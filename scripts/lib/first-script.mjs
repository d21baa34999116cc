/** Bytes of the page's first script and of all that it imports. It is read and run before anything is seen. */
const most = 580_000;

/**
 * What the first paint does without: it is fetched afterwards (`lazyPart`, decision 9). By the files' paths.
 * @type {readonly (readonly [RegExp, string])[]}
 */
const late = [
  [/\/features\/(?!desk\/)/, 'a screen that is not the desk'],
  [
    /\/features\/desk\/(late\.ts|context\/(?!context-panel)|wrap-up\/(?!use-filing)|past-)/,
    'a late part of the desk',
  ],
  [
    /\/features\/desk\/.*(-popover|(?<!with)-menu|-dialog|picker)\.tsx$/,
    'what opens only when somebody wants it',
  ],
  [/\/node_modules\/(@?radix-ui|@floating-ui|react-remove-scroll|aria-hidden)\//, 'menus and popovers'],
];

/**
 * Fails the build where the page's first script has in it what nobody sees at the start, or grows beyond its limit.
 * @returns {import('vite').Plugin}
 */
export function firstScriptStaysSmall() {
  return {
    name: 'yingke-first-script',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((made) => made.type === 'chunk');
      const first = firstOf(chunks);
      const wrong = first
        .flatMap(({ moduleIds }) => moduleIds)
        .flatMap((id) => late.filter(([path]) => path.test(id)).map(([, what]) => `${id}: ${what}`));
      if (wrong.length > 0) {
        this.error(
          `The page’s first script must not hold these; fetch them later (lazyPart, docs/how-to.md):\n  ${wrong.join('\n  ')}`,
        );
      }
      const size = first.reduce((sum, { code }) => sum + Buffer.byteLength(code), 0);
      if (size > most) {
        this.error(
          `The page’s first script has ${size} bytes of ${most}: what is not seen at the start is fetched later (lazyPart, docs/how-to.md). Largest: ${largest(first)}`,
        );
      }
    },
  };
}

/**
 * The entry and what it imports, however far.
 * @param {readonly import('rolldown').OutputChunk[]} chunks
 */
function firstOf(chunks) {
  const first = new Set(chunks.filter(({ isEntry }) => isEntry));
  for (const { imports } of first) {
    for (const chunk of chunks) if (imports.includes(chunk.fileName)) first.add(chunk);
  }
  return [...first];
}

/** @param {readonly import('rolldown').OutputChunk[]} chunks */
function largest(chunks) {
  return chunks
    .flatMap(({ modules }) => Object.entries(modules))
    .sort(([, a], [, b]) => b.renderedLength - a.renderedLength)
    .slice(0, 12)
    .map(([id, { renderedLength }]) => `${id.replace(/^.*\/(src|node_modules)\//, '$1/')} ${renderedLength}`)
    .join(', ');
}
