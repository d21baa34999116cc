/** People write one number in many ways, and a telephone system in yet another: with spaces, in brackets, with the country or without. */

/** So many digits at the end are the subscriber's own everywhere; what stands before is area and country. */
const own = 7;

/** A number's digits; full-width ones, as Chinese input methods write them, are digits too. */
function digitsOf(phone: string): string {
  return phone.normalize('NFKC').replace(/\D/g, '');
}

/** By what numbers are looked up: equal for two that are the same. Null: there is no number in it. */
export function phoneTail(phone: string | null): string | null {
  const digits = digitsOf(phone ?? '');
  return digits.length < 3 ? null : digits.slice(-own);
}

/** Whether two are one line: the same digits, or the shorter, which names a whole line of its own, ends the longer. */
export function isSameNumber(a: string, b: string): boolean {
  const [short, long] = [subscriber(a), subscriber(b)].sort((x, y) => x.length - y.length) as [
    string,
    string,
  ];
  return short === long || (short.length >= own && long.endsWith(short));
}

/** Without what is dialled before it from abroad or from another town. */
function subscriber(phone: string): string {
  return digitsOf(phone).replace(/^0+/, '');
}
