import { areas, type Shape, table } from './table.ts';

/** An example for Linux with every policy in it. */
export const linuxExample = (): string =>
  `${JSON.stringify(Object.fromEntries(table.map(({ name, example }) => [name, example])), null, 2)}\n`;

const words = {
  en: {
    head: ['# Policies', 'Made by `npm run policies` from `src/shared/domain/policy`: do not edit.'],
    columns: ['Value', 'Example'],
    boolean: 'true or false',
    integer: (least: number, most: number) => `a whole number from ${least} to ${most}`,
    choice: 'one of',
    text: (most: number) => `a text of at most ${most} letters`,
    list: (most: number) => `a list of at most ${most} texts`,
  },
  'zh-CN': {
    head: ['# 策略', '由 `npm run policies` 从 `src/shared/domain/policy` 生成，请勿直接修改。'],
    columns: ['取值', '示例'],
    boolean: 'true 或 false',
    integer: (least: number, most: number) => `${least} 到 ${most} 的整数`,
    choice: '其中之一：',
    text: (most: number) => `最多 ${most} 个字符的文本`,
    list: (most: number) => `最多 ${most} 项的文本列表`,
  },
};

type Words = (typeof words)[keyof typeof words];

export function reference(language: keyof typeof words): string {
  const say = words[language];
  const parts = Object.entries(areas).flatMap(([area, name]) => [
    `## ${name[language]}`,
    ...table
      .filter((policy) => policy.area === area)
      .map(({ name, title, text, shape, example }) =>
        [
          `### ${name}`,
          `**${title[language]}.** ${text[language]}`,
          `- ${say.columns[0]}: ${worth(shape, say)}\n- ${say.columns[1]}: \`${JSON.stringify(example)}\``,
        ].join('\n\n'),
      ),
  ]);
  return `${[...say.head, ...parts].join('\n\n')}\n`;
}

function worth(shape: Shape, say: Words): string {
  switch (shape.is) {
    case 'boolean':
      return say.boolean;
    case 'integer':
      return say.integer(shape.least, shape.most);
    case 'choice':
      return `${say.choice} ${shape.of.map((one) => `\`${one}\``).join(', ')}`;
    case 'text':
      return say.text(shape.longest);
    case 'list':
      return say.list(shape.longest);
  }
}
