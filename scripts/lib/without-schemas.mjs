/**
 * Schemas stand beside the rules that the page needs, and the page needs none of them: main has looked at what it is told.
 * That making one has no effect the builder cannot know, and would keep them all, and zod with them. So it is told:
 * each becomes the answer of a function marked as pure, and goes where nobody uses it.
 * @returns {import('vite').Plugin}
 */
export function withoutSchemas() {
  return {
    name: 'yingke-without-schemas',
    enforce: 'post',
    apply: 'build',
    transform(code, id) {
      if (!id.includes('/src/shared/') || !/from ['"]zod\/mini['"]/.test(code)) return null;
      return { code: marked(code, this.parse(code).body), map: null };
    },
  };
}

/**
 * @param {string} code
 * @param {readonly any[]} body
 */
function marked(code, body) {
  let text = code;
  const made = body
    .map((statement) => (statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement))
    .filter((statement) => statement?.type === 'VariableDeclaration')
    .flatMap((statement) => statement.declarations)
    .map(({ init }) => init)
    .filter((init) => ['CallExpression', 'ObjectExpression', 'ArrayExpression'].includes(init?.type));
  for (const { start, end } of made.reverse()) {
    text = `${text.slice(0, start)}/* @__PURE__ */ (() => (${text.slice(start, end)}))()${text.slice(end)}`;
  }
  return text;
}
