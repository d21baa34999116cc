/** Kinds of personal data that do not belong into a reply. */
export type Personal = 'identity_card' | 'bank_card' | 'password';

const identityWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const password = /(?:密码|口令)\s*(?:是|为|[:：])\s*[^\s，。]{4,}|password\s*(?:is\b|:)[\s:]*\S{4,}/i;

/** The first kind of personal data in the text, or null. Numbers count by their check digits only. */
export function personalIn(text: string): Personal | null {
  const plain = text.normalize('NFKC');
  if (password.test(plain)) return 'password';
  for (const [found] of plain.matchAll(/(?<!\d)\d{17}[\dXx](?!\d)/g))
    if (isIdentityCard(found)) return 'identity_card';
  for (const [found] of plain.matchAll(/(?<![\d-])\d(?:[ -]?\d){14,18}(?![\d-])/g)) {
    if (isBankCard(found.replace(/\D/g, ''))) return 'bank_card';
  }
  return null;
}

/** GB 11643-1999: a date of birth in the middle, and a check character by ISO 7064 MOD 11-2. */
function isIdentityCard(number: string): boolean {
  const month = Number(number.slice(10, 12));
  const day = Number(number.slice(12, 14));
  if (!/^(?:19|20)/.test(number.slice(6)) || month < 1 || month > 12 || day < 1 || day > 31) return false;
  const sum = identityWeights.reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  return '10X98765432'[sum % 11] === number[17]?.toUpperCase();
}

/** ISO/IEC 7812: 16 to 19 digits of the big card networks, the last by Luhn's rule. */
function isBankCard(digits: string): boolean {
  if (!/^(?:62|4|5[1-5]|2[2-7]|3[47])/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
