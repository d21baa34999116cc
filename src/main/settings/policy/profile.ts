import { isPolicyName } from '#shared/domain/policy/policies.ts';
import type { Found } from './json-folder.ts';

export const domain = 'com.yingke.desk';

/** Files in which macOS keeps what profiles say, the strongest last; and what may be recommended beside them. */
export function profileFiles(
  user: string,
): readonly { readonly file: string; readonly source: 'enforced' | 'recommended' }[] {
  return [
    { file: `/Library/Preferences/${domain}.plist`, source: 'recommended' },
    { file: `/Library/Managed Preferences/${user}/${domain}.plist`, source: 'enforced' },
    { file: `/Library/Managed Preferences/${domain}.plist`, source: 'enforced' },
  ];
}

/** `read`: the file as JSON, null where there is none. Other keys than policies are the system's own, and no mistakes of IT. */
export function profilePolicies(user: string, read: (file: string) => string | null): Found {
  const layers: Found['layers'][number][] = [];
  const ignored: Found['ignored'][number][] = [];
  for (const { file, source } of profileFiles(user)) {
    const text = read(file);
    if (text === null) continue;
    const values = objectIn(text);
    if (values === null) ignored.push({ name: '', from: file, why: 'cannot be read' });
    else {
      const own = Object.entries(values).filter(([name]) => isPolicyName(name));
      layers.push({ source, from: file, values: Object.fromEntries(own) });
    }
  }
  return { layers, ignored };
}

function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}
