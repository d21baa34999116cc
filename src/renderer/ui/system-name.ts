/** A system by the name that people know it by: desks say what its kernel is called. As it was said where that is not known. */
export function systemName(said: string): string {
  const [, kernel = '', version = ''] = /^(\S+)\s*(\S*)/u.exec(said) ?? [];
  const [major = 0, , build = 0] = version.split('.').map(Number);
  if (kernel === 'Windows_NT' && major === 10) return build >= 22_000 ? 'Windows 11' : 'Windows 10';
  // Apple counts its systems by years since Darwin 25.
  if (kernel === 'Darwin' && major >= 20) return `macOS ${major >= 25 ? major + 1 : major - 9}`;
  return said;
}
