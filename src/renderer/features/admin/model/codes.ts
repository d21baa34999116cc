/** As programs name a thing that people call so: "Wrong item" is "wrong-item"; another where that is taken. */
export function codeFor(name: string, kind: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^[^a-z]+|-+$/gu, '')
    .slice(0, 36)
    .replace(/-+$/u, '');
  const wanted = plain === '' ? kind : plain;
  if (!taken.includes(wanted)) return wanted;
  let n = 2;
  while (taken.includes(`${wanted}-${n}`)) n += 1;
  return `${wanted}-${n}`;
}
