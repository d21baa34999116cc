import { nameFinder, titles } from '../guard/names.ts';
import { normal } from '../guard/normal.ts';

const chinese = new RegExp(`^(?:尊敬的|亲爱的|好的)?(\\p{Script=Han}{1,2}?)(?:${titles})`, 'u');
const latin = /^(?:hi|hello|hey|dear)\s+(?:(?:mr|ms|mrs|miss|dr)\.?\s+)?([\p{L}'’-]{2,})\s*[,!.:]/iu;
/** Whom one greets without naming anybody. */
const nobody = new Set('there all everyone sir madam customer friend team guys folks again'.split(' '));
/** Before a title these are no surnames: “各位先生”, “这位女士”. */
const noSurname = /[位各这那个您你我他她们的好是]/;

/**
 * The name by which the text addresses somebody at its beginning, where that is not the customer's; null otherwise, and
 * where their name is not known.
 */
export function wronglyAddressed(text: string, customer: string | null): string | null {
  if (customer === null) return null;
  const said = normal(text).trim();
  const isCustomer = nameFinder(customer);
  if (isCustomer === null || isCustomer(said)) return null;
  const [whole, surname] = chinese.exec(said) ?? [];
  if (whole !== undefined && surname !== undefined && !noSurname.test(surname)) {
    return whole.replace(/^(?:尊敬的|亲爱的|好的)/, '');
  }
  const name = latin.exec(text.trim())?.[1];
  return name === undefined || nobody.has(name.toLowerCase()) ? null : name;
}
