import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Newer ones are boxes on many devices. */
const newest = 15.1;
/** Parts of others: hair, skin. */
const components = 2;
/** Men and women of what stands there as a person: the third of all there are. */
const gendered = /\u200d[\u2640\u2642]|^[\u{1f468}\u{1f469}]\u200d/u;
const mostWords = 5;

/**
 * @typedef {{ unicode: string, label: string, tags?: string[], group?: number, order?: number }} Emoji
 * @typedef {{ emoji: string, version: number }} Dated
 */

/**
 * The emoji by group, each with the name it has in that language and, after a bar, other words that find it; in both
 * languages, since people search in either. As JSON: a list of groups, each a list of `[emoji, name, words]`.
 *
 * @param {'zh' | 'en'} language
 */
export function emojiText(language) {
  const other = language === 'zh' ? 'en' : 'zh';
  /** @type {Dated[]} */
  const dated = require('emojibase-data/en/data.json');
  const known = new Set(dated.filter(({ version }) => version <= newest).map(({ emoji }) => emoji));
  /** @type {Map<string, Emoji>} */
  const foreign = new Map();
  for (const one of /** @type {Emoji[]} */ (require(`emojibase-data/${other}/compact.json`)))
    foreign.set(one.unicode, one);
  /** @type {string[][][]} */
  const groups = [];
  const all = /** @type {Emoji[]} */ (require(`emojibase-data/${language}/compact.json`));
  for (const { unicode, label, tags = [], group } of all.sort((a, b) => (a.order ?? 0) - (b.order ?? 0))) {
    if (group === undefined || group === components || !known.has(unicode) || gendered.test(unicode))
      continue;
    const words = new Set([...tags.slice(0, mostWords), foreign.get(unicode)?.label ?? '']);
    groups[group] ??= [];
    groups[group]?.push([unicode, label, [...words].filter((word) => word && word !== label).join(' ')]);
  }
  return JSON.stringify(groups.filter(Boolean));
}

/**
 * The same for the desk, which searches in both languages at once and by the short names that people know from elsewhere
 * (`:+1`): a list of groups, each a list of `[emoji, Chinese name, English name, words]`, and a fifth, `tones`, where it has
 * skin tones.
 */
export function deskEmoji() {
  /** @type {Record<string, string | string[]>} */
  const short = require('emojibase-data/en/shortcodes/github.json');
  /** @type {Map<string, string[]>} */
  const codes = new Map();
  for (const { unicode, hexcode } of /** @type {(Emoji & { hexcode: string })[]} */ (
    require('emojibase-data/en/compact.json')
  ))
    codes.set(unicode, [short[hexcode] ?? []].flat());
  const toned = withTones();
  /** @type {string[][][]} */
  const chinese = JSON.parse(emojiText('zh'));
  /** @type {Map<string, string[]>} */
  const english = new Map();
  for (const [emoji = '', name = '', words = ''] of JSON.parse(emojiText('en')).flat())
    english.set(emoji, [name, words]);
  return chinese.map((group) =>
    group.map(([emoji = '', name = '', words = '']) => {
      const [other = name, otherWords = ''] = english.get(emoji) ?? [];
      const all = new Set([...(codes.get(emoji) ?? []), ...words.split(' '), ...otherWords.split(' ')]);
      const found = [emoji, name, other, [...all].filter(Boolean).join(' ')];
      return toned.has(emoji) ? [...found, 'tones'] : found;
    }),
  );
}

/** Emoji that are drawn in each of the five skin tones. */
function withTones() {
  /** @type {(Dated & { skins?: (Dated & { tone: number | number[] })[] })[]} */
  const all = require('emojibase-data/en/data.json');
  const usable = all.filter(
    ({ skins = [] }) =>
      skins.filter(({ tone, version }) => !Array.isArray(tone) && version <= newest).length === 5,
  );
  return new Set(usable.map(({ emoji }) => emoji));
}
