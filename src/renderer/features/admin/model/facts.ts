/** What somebody tries the entry rules with: "value = vip" on a line of its own, a colon will do too. */
export function attributesOf(text: string): Record<string, string> {
  const pairs = text.split(/\r?\n/u).flatMap((line) => {
    const found = /^([^=:\uff1a]+)[=:\uff1a](.*)$/u.exec(line);
    const name = found?.[1]?.trim() ?? '';
    return name === '' ? [] : [[name, (found?.[2] ?? '').trim()] as const];
  });
  return Object.fromEntries(pairs);
}
