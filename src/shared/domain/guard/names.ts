import { normal } from './normal.ts';

/** Surnames of two characters; every other Chinese one has one. */
const doubleSurnames = new Set(
  '欧阳 司马 上官 诸葛 夏侯 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司徒 东方 独孤 南宫 端木 百里 闻人 轩辕'.split(
    ' ',
  ),
);

/** How a customer is addressed by surname. */
export const titles =
  '女士|先生|小姐|太太|老师|同学|师傅|阿姨|大哥|大姐|经理|总(?![是共计额数的])|哥(?!们)|姐(?!妹)';

const ofMen = new Set(['先生', '大哥', '哥']);
const ofWomen = new Set(['女士', '小姐', '太太', '阿姨', '大姐', '姐']);

/** Given names that are words too: they count only where somebody is addressed. */
const wordNames = new Set(
  (
    'may will mark bill grace rose hope joy faith april june august art frank pat rob sue jack drew guy chance ' +
    'chase grant miles lance dean rich ray gene basil ginger amber crystal summer autumn dawn eve iris ivy lily ' +
    'daisy violet olive penny robin sunny angel star sky max van don ken harmony melody victor case'
  ).split(' '),
);

const han = /^[\p{Script=Han}·]+$/u;
const latinWord = /^[\p{L}'’-]{2,}$/u;

/** Where a Chinese name is an address and not a word that happens to look like it. */
const opens =
  '(?:^|[\\s,，.。!！?？;；:：、~～“"(（@]|亲爱的|尊敬的|好的|是的|好滴|谢谢|感谢|抱歉|请问|麻烦|收件人|联系人|姓名|[嗯那请让给和跟对是叫找为])';
const closes = `(?=$|[\\s,，.。!！?？;；:：、~～”")）]|您好|你好|早上好|下午好|晚上好|${titles})`;

const greeting = '(?:hi|hello|hey|dear|thanks|thank you|sorry|morning|afternoon|evening|sure|yes|ok|okay)';
const honorific = '(?:mr|ms|mrs|miss|dr|prof)\\.?';

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/**
 * What finds a person's name in a text as one would write it to them: “王晓雯”, “王女士”, “晓雯您好”; “Maria Costa”, “Hi Maria”,
 * “Ms Costa”. A name that may be an ordinary word counts only where somebody is addressed. Null for what is no name.
 */
export function nameFinder(name: string): ((normalText: string) => boolean) | null {
  const clean = normal(name).trim();
  const patterns = han.test(clean) ? chinese(clean.replaceAll('·', '')) : latin(clean);
  if (patterns.length === 0) return null;
  const found = new RegExp(patterns.join('|'), 'u');
  return (text) => found.test(text);
}

/**
 * What finds the title by which a text addresses who has this Chinese name, by surname alone: “先生” of “王先生”. Finds nothing
 * where it says several, or their full name. Null for other names.
 */
export function titleFinder(name: string): ((normalText: string) => string | null) | null {
  const clean = normal(name).trim().replaceAll('·', '');
  if (!han.test(clean) || clean.length < 2 || clean.length > 4) return null;
  const byTitle = new RegExp(`${opens}${surnameOf(clean)}(${titles})`, 'gu');
  return (text) => {
    const said = new Set(Array.from(text.matchAll(byTitle), ([, title = '']) => title));
    const [only] = said;
    return said.size === 1 && only !== undefined && !text.includes(clean) ? only : null;
  };
}

/** Whether somebody who was called by these titles cannot be meant by this one: a 王女士 is no 王先生. Of a 王老师 nothing is known. */
export function isMiscalled(titles: ReadonlySet<string>, title: string): boolean {
  const isMan = [...titles].some((one) => ofMen.has(one));
  const isWoman = [...titles].some((one) => ofWomen.has(one));
  if (isMan === isWoman) return false;
  return isMan ? ofWomen.has(title) : ofMen.has(title);
}

function surnameOf(name: string): string {
  return doubleSurnames.has(name.slice(0, 2)) && name.length > 2 ? name.slice(0, 2) : name.slice(0, 1);
}

function chinese(name: string): string[] {
  if (name.length < 2) return [];
  const surname = surnameOf(name);
  const given = name.slice(surname.length);
  const full = name.length > 2 ? escaped(name) : `${opens}${escaped(name)}${closes}`;
  return [
    full,
    // Longer than a person's name it is a nickname: it has no surname.
    ...(name.length <= 4 ? [`${opens}${surname}(?:${titles})`] : []),
    ...(name.length <= 4 && given.length > 1 ? [`${opens}${escaped(given)}${closes}`] : []),
  ];
}

function latin(name: string): string[] {
  const words = name.split(/\s+/).filter((word) => latinWord.test(word));
  const [first] = words;
  const last = words.at(-1);
  if (first === undefined || last === undefined || words.length > 5) return [];
  const word = (pattern: string) => `(?<![\\p{L}\\d])${pattern}(?![\\p{L}\\d])`;
  const addressed = `(?:(?:^|[,.!?\\n]\\s*|${word(greeting)},?\\s+)${escaped(first)}\\s*(?=$|[,.!?:\\n]|-)|${word(greeting)},?\\s+${escaped(first)}(?![\\p{L}\\d]))`;
  return [
    addressed,
    ...(words.length > 1
      ? [word(words.map(escaped).join('\\s+')), word(`${honorific}\\s*${escaped(last)}`)]
      : [word(`${honorific}\\s*${escaped(first)}`)]),
    ...(first.length > 3 && !wordNames.has(first) ? [word(escaped(first))] : []),
  ];
}
