import { isPolicyName, policies } from '#shared/domain/policy/policies.ts';
import type { Found } from './json-folder.ts';

export const registryKey = 'Software\\Policies\\Yingke\\Desk';

/** What a computer says counts before what is said for one person on it: the last layer of a source wins. */
const hives = ['HKCU', 'HKLM'] as const;

/**
 * What IT says in the registry of Windows. `query`: what `reg query KEY /s` prints, null where there is no such key. A list is a key
 * of its own with a value for every line, as group policy writes it; DWORDs are numbers, and true or false where the policy is.
 */
export function registryPolicies(query: (key: string) => string | null): Found {
  const layers = hives.flatMap((hive): Found['layers'] => {
    const key = `${hive}\\${registryKey}`;
    const text = query(key);
    if (text === null) return [];
    const { managed, recommended } = valuesIn(text);
    return [
      { source: 'recommended', from: `${key}\\Recommended`, values: recommended },
      { source: 'enforced', from: key, values: managed },
    ];
  });
  return { layers, ignored: [] };
}

function valuesIn(text: string) {
  const managed: Record<string, unknown> = {};
  const recommended: Record<string, unknown> = {};
  const root = new RegExp(
    `^HKEY_(?:LOCAL_MACHINE|CURRENT_USER)\\\\${registryKey.replaceAll('\\', '\\\\')}`,
    'i',
  );
  let path: readonly string[] | null = null;
  for (const line of text.split(/\r?\n/)) {
    if (/^HKEY_/i.test(line)) {
      path = root.test(line) ? line.replace(root, '').split('\\').filter(Boolean) : null;
      continue;
    }
    const value = /^ {4}(\S+) {4}(REG_\w+) {4}(.*)$/.exec(line);
    if (path === null || value === null) continue;
    const [, name = '', type = '', said = ''] = value;
    const isRecommended = path[0]?.toLowerCase() === 'recommended';
    const into = isRecommended ? recommended : managed;
    const list = path[isRecommended ? 1 : 0];
    if (list === undefined) into[name] = worth(name, type, said);
    else into[list] = [...((into[list] as string[] | undefined) ?? []), said];
  }
  return { managed, recommended };
}

/** What does not fit its policy is found out where all values are looked at. */
function worth(name: string, type: string, said: string): unknown {
  if (type !== 'REG_DWORD' && type !== 'REG_QWORD') return said;
  const number = Number(said);
  const isYesOrNo = isPolicyName(name) && typeof policies[name].example === 'boolean';
  return isYesOrNo && (number === 0 || number === 1) ? number === 1 : number;
}
