import { expect, test } from 'vitest';
import type { CustomField } from './handbook.ts';
import { missingFields } from './missing.ts';

const field = (key: string, required: boolean): CustomField => ({
  key,
  label: { zh: key, en: key },
  kind: 'text',
  options: [],
  editable: true,
  ...(required && { required: true }),
});

test('[A8] what has to be asked for is missing while nothing is written; nought is something', () => {
  const fields = ['car', 'size', 'points', 'colour'].map((key) => field(key, key !== 'colour'));
  const missing = missingFields(fields, { fields: { size: '', points: 0 } });
  expect(missing.map(({ key }) => key)).toEqual(['car', 'size']);
});
