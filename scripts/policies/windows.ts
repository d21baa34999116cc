import type { Area } from '../../src/shared/domain/policy/areas.ts';
import { areas, escaped, type Line, type Shape, table } from './table.ts';

/** Where Windows keeps what IT rules, and what it recommends. */
const key = 'Software\\Policies\\Yingke\\Desk';
type Kind = { readonly suffix: string; readonly key: string; readonly parent: (area: Area) => string };
const kinds: readonly Kind[] = [
  { suffix: '', key, parent: (area) => `Area_${area}` },
  { suffix: '_Recommended', key: `${key}\\Recommended`, parent: () => 'Recommended' },
];

/** Of a computer and of a person: a computer's counts first. */
export function admx(): string {
  const categories = [
    '    <category name="Desk" displayName="$(string.Desk)" />',
    ...Object.keys(areas).map(
      (area) =>
        `    <category name="Area_${area}" displayName="$(string.Area_${area})"><parentCategory ref="Desk" /></category>`,
    ),
    '    <category name="Recommended" displayName="$(string.Recommended)"><parentCategory ref="Desk" /></category>',
  ];
  const policies = kinds.flatMap((kind) => table.map((policy) => policyOf(policy, kind)));
  return `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitions xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">
  <policyNamespaces>
    <target prefix="yingke" namespace="Yingke.Policies.Desk" />
    <using prefix="windows" namespace="Microsoft.Policies.Windows" />
  </policyNamespaces>
  <resources minRequiredRevision="1.0" />
  <supportedOn>
    <definitions>
      <definition name="Any" displayName="$(string.Any)" />
    </definitions>
  </supportedOn>
  <categories>
${categories.join('\n')}
  </categories>
  <policies>
${policies.join('\n')}
  </policies>
</policyDefinitions>
`;
}

function policyOf({ name, area, shape }: Line, { suffix, key, parent }: Kind): string {
  const id = `${name}${suffix}`;
  const head = `name="${id}" class="Both" displayName="$(string.${name})" explainText="$(string.${name}_Text)"`;
  const own = shape.is === 'boolean' ? ` valueName="${name}"` : '';
  const show = shape.is === 'boolean' ? '' : ` presentation="$(presentation.${id})"`;
  return `    <policy ${head}${show} key="${key}"${own}>
      <parentCategory ref="${parent(area)}" />
      <supportedOn ref="Any" />
${worth(name, shape, key)}
    </policy>`;
}

function worth(name: string, shape: Shape, key: string): string {
  switch (shape.is) {
    case 'boolean':
      return `      <enabledValue><decimal value="1" /></enabledValue>
      <disabledValue><decimal value="0" /></disabledValue>`;
    case 'integer':
      return `      <elements><decimal id="${name}" valueName="${name}" required="true" minValue="${shape.least}" maxValue="${shape.most}" /></elements>`;
    case 'choice': {
      const items = shape.of.map(
        (one) =>
          `        <item displayName="$(string.${name}_${one})"><value><string>${one}</string></value></item>`,
      );
      return `      <elements><enum id="${name}" valueName="${name}" required="true">
${items.join('\n')}
      </enum></elements>`;
    }
    case 'text':
      return `      <elements><text id="${name}" valueName="${name}" required="true" maxLength="${shape.longest}" /></elements>`;
    case 'list':
      return `      <elements><list id="${name}" key="${key}\\${name}" valuePrefix="" /></elements>`;
  }
}

const words = {
  'zh-CN': { desk: '迎客坐席', recommended: '建议（使用者可以更改）', any: '所有版本' },
  en: { desk: 'Yingke Desk', recommended: 'Recommended (people can change it)', any: 'Every version' },
};

type Language = keyof typeof words;

export function adml(language: Language): string {
  const { desk, recommended, any } = words[language];
  const strings = [
    ['Desk', desk],
    ['Recommended', recommended],
    ['Any', any],
    ...Object.entries(areas).map(([area, said]) => [`Area_${area}`, said[language]]),
    ...table.flatMap(({ name, title, text, shape }) => [
      [name, title[language]],
      [`${name}_Text`, text[language]],
      ...(shape.is === 'choice' ? shape.of.map((one) => [`${name}_${one}`, one]) : []),
    ]),
  ].map(([id, said = '']) => `      <string id="${id}">${escaped(said)}</string>`);
  const shows = kinds.flatMap(({ suffix }) =>
    table
      .filter(({ shape }) => shape.is !== 'boolean')
      .map((policy) => presentationOf(policy, suffix, language)),
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitionResources xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">
  <displayName>${escaped(desk)}</displayName>
  <description>${escaped(desk)}</description>
  <resources>
    <stringTable>
${strings.join('\n')}
    </stringTable>
    <presentationTable>
${shows.join('\n')}
    </presentationTable>
  </resources>
</policyDefinitionResources>
`;
}

function presentationOf({ name, title, shape }: Line, suffix: string, language: Language): string {
  const label = escaped(title[language]);
  const inner = {
    boolean: '',
    integer: `<decimalTextBox refId="${name}">${label}</decimalTextBox>`,
    choice: `<dropdownList refId="${name}" noSort="true">${label}</dropdownList>`,
    text: `<textBox refId="${name}"><label>${label}</label></textBox>`,
    list: `<listBox refId="${name}">${label}</listBox>`,
  }[shape.is];
  return `      <presentation id="${name}${suffix}">${inner}</presentation>`;
}
