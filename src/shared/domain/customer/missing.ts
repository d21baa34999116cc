import type { Customer } from './customer.ts';
import type { CustomField } from './handbook.ts';

/** Fields that the house wants asked for and that say nothing yet. */
export function missingFields(
  fields: readonly CustomField[],
  { fields: known }: Pick<Customer, 'fields'>,
): CustomField[] {
  return fields.filter(({ key, required }) => required === true && (known[key] ?? '') === '');
}
