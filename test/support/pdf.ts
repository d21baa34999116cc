import { inflateSync } from 'node:zlib';

/** What a PDF as Chromium writes it has to say: its pages, and the text of each as its fonts map it back to letters. */
export function readPdf(file: Buffer): { readonly pages: readonly string[] } {
  const text = file.toString('latin1');
  const objects = new Map<string, string>();
  for (const [, id, body] of text.matchAll(/(?:^|\n)(\d+) 0 obj\s([\s\S]*?)\sendobj/g))
    if (id !== undefined && body !== undefined) objects.set(id, body);
  const object = (id: string | undefined): string => objects.get(id ?? '') ?? '';
  const streamOf = (body: string): string => {
    const [, head = '', raw = ''] = /^([\s\S]*?)stream\r?\n([\s\S]*?)\r?\nendstream/.exec(body) ?? [];
    const bytes = Buffer.from(raw, 'latin1');
    return (head.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1');
  };
  const pages = [...objects.values()].filter((body) => /\/Type\s*\/Page\b(?!s)/.test(body));
  return {
    pages: pages.map((page) => {
      const fonts = new Map<string, Font>();
      const named = /\/Font\s*<<([\s\S]*?)>>/.exec(page)?.[1] ?? '';
      for (const [, name = '', id] of named.matchAll(/\/(\S+)\s+(\d+) 0 R/g)) {
        const map = /\/ToUnicode\s+(\d+) 0 R/.exec(object(id))?.[1];
        fonts.set(name, fontOf(streamOf(object(map))));
      }
      const [, one = ''] = /\/Contents\s+(\d+) 0 R/.exec(page) ?? [];
      return shown(streamOf(object(one)), fonts);
    }),
  };
}

/** Which letters its codes stand for, and how many hexadecimal digits a code has. */
type Font = { readonly letters: ReadonlyMap<number, string>; readonly digits: number };

function fontOf(map: string): Font {
  const letters = new Map<number, string>();
  const digits = /begincodespacerange\s*<([0-9a-f]+)>/i.exec(map)?.[1]?.length ?? 4;
  const code = (hex = '') => Number.parseInt(hex, 16);
  const text = (hex = '') => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  for (const [, block = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, from, to] of block.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>/gi))
      letters.set(code(from), text(to));
  for (const [, block = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, first, last, to] of block.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>\s*<([0-9a-f]+)>/gi))
      for (let n = code(first); n <= code(last); n += 1)
        letters.set(n, String.fromCodePoint(code(to) + n - code(first)));
  return { letters, digits };
}

/** The text in the order in which it is put down; what is put down at once stands together. */
function shown(content: string, fonts: ReadonlyMap<string, Font>): string {
  let font: Font | undefined;
  const texts: string[] = [];
  const token = /\/(\S+)\s+[\d.-]+\s+Tf|\[([^\]]*)\]\s*TJ|<([0-9A-Fa-f]+)>\s*Tj|(BT)/g;
  for (const [, name, several, single, begins] of content.matchAll(token)) {
    if (name !== undefined) font = fonts.get(name);
    else if (begins !== undefined) texts.push(' ');
    else
      for (const [, hex = ''] of (several ?? `<${single ?? ''}>`).matchAll(/<([0-9A-Fa-f]+)>/g))
        for (const code of hex.match(new RegExp(`.{${font?.digits ?? 4}}`, 'g')) ?? [])
          texts.push(font?.letters.get(Number.parseInt(code, 16)) ?? '');
  }
  return texts.join('').replace(/\s+/g, ' ').trim();
}
