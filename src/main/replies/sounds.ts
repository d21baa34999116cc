import { pinyin, polyphonic } from 'pinyin-pro';
import type { Reply } from '#shared/domain/replies/reply.ts';
import type { ReplySounds } from '#shared/domain/replies/search.ts';
import { type Sounds, sounded } from '#shared/domain/replies/sounds.ts';

/**
 * Characters that are in daily use with more than one reading, and that a dictionary of phrases reads wrong at times
 * (还款). Of all others the reading in context counts: most have a second one that nobody alive would type.
 */
const several = new Set(
  '还行重长调得着都会便宿曾省藏传弹当倒发假间将降角尽看空落量露模磨难宁铺奇强切曲塞散色少盛识似提系相校应载扎涨中种转钻给和朝差称处大待担参',
);

/**
 * Readings from the dictionary, which is large: this file is only ever imported when there is something to be
 * read, and what it says is kept in the cache. The reading that fits the words comes first, then all others.
 */
export function soundsOfText(text: string): Sounds {
  const head = text.slice(0, sounded).replaceAll(/[\uD800-\uDFFF]/g, ' ');
  if (!/\p{Script=Han}/u.test(head)) return [];
  const options = { toneType: 'none', type: 'array', v: true } as const;
  const inContext = pinyin(head, options);
  const all = polyphonic(head, options);
  return [...head].map((letter, at) => {
    if (!/\p{Script=Han}/u.test(letter)) return '';
    const others = several.has(letter) ? (all[at] ?? []) : [];
    const readings = [inContext[at] ?? '', ...others].filter((one) => /^[a-z]+$/u.test(one));
    return [...new Set(readings)].join('|');
  });
}

/** The same of a name: what begins it may be a family's, which some characters are read in their own way for (单 is Shan). */
export function soundsOfName(name: string): Sounds {
  const usual = soundsOfText(name);
  const head = name.slice(0, usual.length).replaceAll(/[\uD800-\uDFFF]/g, ' ');
  const asName = pinyin(head, { toneType: 'none', type: 'array', v: true, surname: 'head' });
  return usual.map((readings, at) => {
    const own = asName[at] ?? '';
    if (readings === '' || !/^[a-z]+$/u.test(own)) return readings;
    return [...new Set([own, ...readings.split('|')])].join('|');
  });
}

export function soundsOf({ title, texts }: Pick<Reply, 'title' | 'texts'>): ReplySounds {
  return { title: soundsOfText(title), texts: texts.map(({ text }) => soundsOfText(text)) };
}
