/** Who is in the benches' hub. */
export const person = {
  name: 'Ann',
  email: 'ann@bench.test',
  password: 'correct horse',
  role: 'agent',
} as const;
export const origin = 'https://shop.bench.test';
