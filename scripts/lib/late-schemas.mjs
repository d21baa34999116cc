import { fileURLToPath } from 'node:url';

const helper = fileURLToPath(new URL('late-schema.mjs', import.meta.url));

/**
 * Of the built desk: schemas are made when they are first used. To make all of them at once takes a third of the time that
 * the page waits for main's first answers. Each outermost `z.…(…)` in a constant of a module becomes `lateSchema(() => z.…(…))`.
 * @returns {import('vite').Plugin}
 */
export function lateSchemas() {
  return {
    name: 'yingke-late-schemas',
    enforce: 'post',
    apply: 'build',
    transform(code, id) {
      if (!id.includes('/src/') || !/from ['"]zod\/mini['"]/.test(code)) return null;
      const text = withLateSchemas(code, this.parse(code).body);
      return { code: `import { lateSchema } from ${JSON.stringify(helper)};\n${text}`, map: null };
    },
  };
}

/**
 * @param {string} code
 * @param {readonly any[]} body its statements, as an ESTree
 */
export function withLateSchemas(code, body) {
  let text = code;
  const made = body
    .map((statement) => (statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement))
    .filter((statement) => statement?.type === 'VariableDeclaration')
    .flatMap((statement) => statement.declarations)
    .flatMap(({ init }) => schemasIn(init));
  for (const { start, end } of made.reverse()) {
    text = `${text.slice(0, start)}lateSchema(() => ${text.slice(start, end)})${text.slice(end)}`;
  }
  return text;
}

/**
 * The outermost calls of zod in an expression, in the order they stand; what a function will make is not looked at.
 * @param {any} node
 * @returns {{ start: number, end: number }[]}
 */
function schemasIn(node) {
  if (node === null || typeof node !== 'object' || /Function/.test(node.type ?? '')) return [];
  if (node.type === 'CallExpression' && isOfZod(node.callee)) return [node];
  return Object.values(node).flatMap((part) =>
    Array.isArray(part) ? part.flatMap(schemasIn) : schemasIn(part),
  );
}

/** Whether a chain begins with `z`: `z.string().check`. @param {any} node @returns {boolean} */
function isOfZod(node) {
  if (node.type === 'MemberExpression') return isOfZod(node.object);
  if (node.type === 'CallExpression') return isOfZod(node.callee);
  return node.type === 'Identifier' && node.name === 'z';
}
