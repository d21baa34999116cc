import { normal } from './normal.ts';

/** Numbers and addresses that belong to one customer. */
export type Codes = {
  /** E-mail addresses; telephone, order and other numbers without what separates their digits. */
  readonly whole: ReadonlySet<string>;
  /** Last digits that are named as such: “尾号 2716”, “ending in 2716”. */
  readonly ends: ReadonlySet<string>;
};

const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
/** Money, dates and lengths of time belong to nobody. */
const notCodes =
  /[¥$€£]\s*\d[\d,.]*|\d[\d,.]*\s*(?:元|块|角|万|美元|rmb|usd|yuan|%)|(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}(?:\s*[-/.月]\s*\d{1,2}\s*[日号]?)?|\d{1,2}:\d\d(?::\d\d)?|https?:\/\/\S+/g;
const end =
  /(?:尾号|末[四4]位|后[四4]位|结尾|ending(?: in| with)?|last (?:four|4)(?: digits)?)[^\d]{0,8}(\d{3,6})(?!\d)/g;
/** Digits with what people put between them, perhaps with letters before. */
const code =
  /(?<![\p{L}\d])[a-z]{0,5}-?\d(?:[\d -]*\d)?[a-z]?(?![\p{L}\d@])|(?<=\p{Script=Han})[a-z]{0,5}-?\d(?:[\d -]*\d)?(?![a-z@\d])/gu;

/** Fewer digits are an amount, a size or a year. */
const fewestDigits = 5;

export function codesIn(text: string): Codes {
  const rest = normal(text);
  const whole = new Set<string>();
  const ends = new Set<string>();
  for (const [address] of rest.matchAll(email)) whole.add(address);
  const bare = rest.replace(email, ' ').replace(notCodes, ' ');
  for (const [, digits] of bare.matchAll(end)) if (digits !== undefined) ends.add(digits);
  for (const [written] of bare.replace(end, ' ').matchAll(code)) {
    const joined = written.replace(/[ -]/g, '');
    if (joined.replace(/\D/g, '').length >= fewestDigits) whole.add(withoutCountry(joined));
  }
  return { whole, ends };
}

/** A Chinese mobile number is the same with and without its country. */
function withoutCountry(number: string): string {
  return /^86(1\d{10})$/.exec(number)?.[1] ?? number;
}
