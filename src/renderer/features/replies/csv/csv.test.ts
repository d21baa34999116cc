import { describe, expect, it } from 'vitest';
import type { Reply } from '#shared/domain/replies/reply.ts';
import { replyContent } from '#shared/domain/replies/reply.ts';
import { type ImportGround, type Planned, planImport, toWrite } from './plan.ts';
import { decode, readTable, writeTable } from './table.ts';

const group = '01939c00-0000-7000-8000-000000000801';
const ground: ImportGround = {
  role: 'supervisor',
  groups: [{ id: group, name: '售后' }],
  replies: [],
  language: 'zh-CN',
};

function plan(csv: string, change: Partial<ImportGround> = {}): Planned[] {
  const table = readTable(csv);
  if (!table.ok) throw new Error(table.because);
  return planImport(table.lines, { ...ground, ...change });
}
const first = (csv: string, change: Partial<ImportGround> = {}) => {
  const [one] = plan(csv, change);
  if (one === undefined || one.trouble !== null) throw new Error(one?.trouble ?? 'nothing');
  return one.reply.content;
};
const troubles = (csv: string, change: Partial<ImportGround> = {}) =>
  plan(csv, change).map(({ line, trouble }) => `${line} ${trouble}`);

describe('what is read', () => {
  it.each<[string, string, object]>([
    ['a plain line', 'title,text\nHi,Hello', { title: 'Hi', texts: [{ language: 'zh-CN', text: 'Hello' }] }],
    ['the mark of UTF-8', '\ufefftitle,text\nHi,Hello', { title: 'Hi' }],
    ['line ends of Windows', 'title,text\r\nHi,Hello\r\n', { title: 'Hi' }],
    ['semicolons', 'title;text\nHi;Hello, you', { texts: [{ language: 'zh-CN', text: 'Hello, you' }] }],
    ['tabs', 'title\ttext\nHi\tHello', { title: 'Hi' }],
    ['commas in quotes', 'title,text\nHi,"Hello, you"', { texts: [{ text: 'Hello, you' }] }],
    ['quotes in quotes', 'title,text\nHi,"say ""hi"""', { texts: [{ text: 'say "hi"' }] }],
    ['line breaks in quotes', 'title,text\nHi,"one\r\ntwo"', { texts: [{ text: 'one\ntwo' }] }],
    ['Chinese heads', '标题,快捷码,内容\n问候,nh,你好', { title: '问候', shortcut: 'nh' }],
    ['heads in capitals, with spaces', ' Title , TEXT \nHi,Hello', { title: 'Hi' }],
    ['columns that mean nothing', 'x,text,y\n1,Hello,2', { title: 'Hello' }],
    ['too few cells', 'text,title\nHello', { title: 'Hello' }],
    ['too many cells', 'title,text\nHi,Hello,more,more', { title: 'Hi' }],
    ['empty lines between', 'title,text\n\n  \nHi,Hello', { title: 'Hi' }],
    [
      'no title: the text begins it',
      'text\n您好，请问有什么可以帮您，我们马上为您处理一下吧，谢谢',
      { title: '您好，请问有什么可以帮您，我们马上为您处理一下吧' },
    ],
    ['an emoji where the title is cut', `text\n${'a'.repeat(23)}😀b`, { title: 'a'.repeat(23) }],
    [
      'Live Helper Chat',
      'title,hashtag,msg\nHi,#hello,"{nick}, {operator} here"',
      { shortcut: 'hello', texts: [{ text: '{{customer.name}}, {{agent.name}} here' }] },
    ],
    [
      'Rocket.Chat',
      'shortcut,text,scope\n!hi,{{contact.name}},global',
      { shortcut: 'hi', scope: { is: 'everyone' }, texts: [{ text: '{{contact.name}}' }] },
    ],
    ['a slash before the shortcut', 'shortcut,text\n/hi,Hello', { shortcut: 'hi' }],
    ['a group by its name', 'text,scope,group\nHello,group,售后', { scope: { is: 'group', group } }],
    ['a group without a scope', 'text,department\nHello,售后', { scope: { is: 'group', group } }],
    ['a folder with spaces and bars', 'text,folder\nHello, a / b // c ', { folder: 'a/b/c' }],
    [
      'what was marked against formulas',
      "title,text\n'=1+1,'-5 °C",
      { title: '=1+1', texts: [{ text: '-5 °C' }] },
    ],
    ['a quotation mark that is one', "title,text\n'quoted',Hello", { title: "'quoted'" }],
    [
      'markup stays what it is',
      'text\n<img src=x onerror=alert(1)>',
      { texts: [{ text: '<img src=x onerror=alert(1)>' }] },
    ],
    ['tags with an underscore', 'text,language\nHello,zh_CN', { texts: [{ language: 'zh-CN' }] }],
    ['a head that is __proto__', '__proto__,constructor,text\na,b,Hello', { title: 'Hello' }],
    [
      'variables of ours stay',
      'text\n{{customer.name|您}}好',
      { texts: [{ text: '{{customer.name|您}}好' }] },
    ],
  ])('%s', (_, csv, wanted) => {
    const content = first(csv);
    expect(content).toMatchObject(wanted);
    expect(replyContent.safeParse(content).success).toBe(true);
  });

  it('what is no UTF-8 is what Excel writes on a Chinese Windows', () => {
    expect(decode(new Uint8Array([0xc4, 0xe3, 0xba, 0xc3]))).toBe('你好');
    expect(decode(new TextEncoder().encode('你好'))).toBe('你好');
    expect(decode(new Uint8Array([0xff, 0xfe, 0x60, 0x4f, 0x7d, 0x59]))).toBe('你好');
  });

  it.each([
    ['', 'empty'],
    ['title,text', 'empty'],
    ['a,b\n1,2', 'no_text'],
    ['title,text\nHi,"never ends\nmore,lines', 'broken'],
  ])('%j is no list of replies', (csv, because) => {
    expect(readTable(csv)).toEqual({ ok: false, because });
  });
});

describe('what is wrong is said line by line', () => {
  it.each<[string, string, readonly string[]]>([
    ['no text', 'title,text\nHi,\nHo, ', ['2 no_text', '3 no_text']],
    ['a control character', 'text\na\u0000b', ['2 no_text']],
    ['too long a text', `text\n${'x'.repeat(4001)}`, ['2 too_long']],
    ['a shortcut of two words', 'shortcut,text\na b,Hello', ['2 bad_shortcut']],
    ['folders too deep', 'folder,text\na/b/c/d/e/f,Hello', ['2 bad_folder']],
    ['a language that is none', 'language,text\n=cmd,Hello', ['2 bad_language']],
    ['a scope that is none', 'scope,text\nmoon,Hello', ['2 bad_scope']],
    ['a group that is none', 'group,text\nMoon,Hello', ['2 no_group']],
    ['a language twice', 'title,language,text\nA,en,a\nA,EN,b', ['2 null', '3 twice']],
    ['lines after one that is wrong go on', 'title,text\nA,\nB,b', ['2 no_text', '3 null']],
  ])('%s', (_, csv, wanted) => {
    expect(troubles(csv)).toEqual(wanted);
  });

  it('an agent writes for nobody else', () => {
    const csv = 'scope,text\neveryone,Hello\npersonal,Mine';
    expect(troubles(csv, { role: 'agent' })).toEqual(['2 not_allowed', '3 null']);
  });
});

const kept: Reply = {
  attached: [],
  id: '01939c00-0000-7000-8000-000000000001',
  scope: { is: 'everyone' },
  folder: 'a/b',
  shortcut: 'tk',
  title: '=退款',
  texts: [
    { language: 'zh-CN', text: '-您好\n"退款"，{{customer.name|您}}' },
    { language: 'en', text: '@refund' },
    { language: 'de', text: "'=SUMME(A1)" },
  ],
  files: [],
  version: 4,
  updatedAt: 1,
  by: 'x',
};

describe('there and back', () => {
  it('what is exported is nothing that a spreadsheet runs, and comes back as it was', () => {
    const csv = writeTable([kept], () => '');
    expect(csv.startsWith('\ufeff')).toBe(true);
    expect(csv).toContain("'=退款");
    expect(csv).toContain("'@refund");
    expect(csv).not.toMatch(/(?:^|,)"?[=+@-]/mu);
    const planned = plan(csv, { replies: [kept] });
    expect(planned.map((one) => one.trouble === null && one.how)).toEqual(['same', 'same', 'same']);
    expect(toWrite(planned)).toEqual([]);
    const anew = toWrite(plan(csv));
    expect(anew).toMatchObject([{ version: 0, content: { title: '=退款', texts: kept.texts } }]);
  });

  it('what is there already under the shortcut is changed, not doubled', () => {
    const csv = 'scope,shortcut,title,text\neveryone,TK,New title,New text';
    const planned = plan(csv, { replies: [kept] });
    expect(planned).toMatchObject([{ how: 'changed' }]);
    expect(toWrite(planned)).toMatchObject([
      { id: kept.id, version: 4, content: { title: 'New title', texts: [{ text: 'New text' }] } },
    ]);
  });

  it('languages of one reply become one', () => {
    const csv = 'title,language,text\nA,zh-CN,你好\nB,en,b\nA,en,hello';
    expect(toWrite(plan(csv))).toMatchObject([
      { content: { title: 'A', texts: [{ language: 'zh-CN' }, { language: 'en' }] } },
      { content: { title: 'B' } },
    ]);
  });
});
