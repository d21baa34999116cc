import { parseArgs } from 'node:util';
import { Complaint } from '../command-line.ts';

const options = {
  data: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  name: { type: 'string' },
  person: { type: 'string' },
  role: { type: 'string' },
  group: { type: 'string', multiple: true },
  'all-groups': { type: 'boolean' },
  skill: { type: 'string', multiple: true },
  'no-skill': { type: 'string', multiple: true },
  language: { type: 'string', multiple: true },
  'all-languages': { type: 'boolean' },
  capacity: { type: 'string' },
  listed: { type: 'string' },
  product: { type: 'string' },
  picture: { type: 'string' },
  internal: { type: 'string' },
  header: { type: 'string' },
  'no-header': { type: 'boolean' },
  secret: { type: 'string' },
  patience: { type: 'string' },
  sub: { type: 'string' },
  email: { type: 'string' },
  phone: { type: 'string' },
  version: { type: 'string' },
  force: { type: 'boolean' },
  lock: { type: 'boolean' },
  days: { type: 'string' },
  refuse: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  format: { type: 'string' },
  passphrase: { type: 'string' },
  key: { type: 'string' },
  keep: { type: 'string' },
  out: { type: 'string' },
  replace: { type: 'boolean' },
  'keep-sessions': { type: 'boolean' },
} as const;

export type Flag = keyof typeof options;
export type Flags = ReturnType<typeof parseRaw>['values'];

/** Those that every command takes. */
const common: readonly Flag[] = ['data', 'json', 'help'];

export type Given = { readonly words: readonly string[]; readonly flags: Flags };

/** What is not understood: the end is 2, as it is of other programs. */
export function misuse(sentence: string): Complaint {
  return new Complaint('bad_flag', `${sentence} --help says what there is.`);
}

function parseRaw(args: readonly string[]) {
  return parseArgs({ args: [...args], options, allowPositionals: true });
}

export function readArguments(args: readonly string[]): Given {
  try {
    const { positionals, values } = parseRaw(args);
    return { words: positionals, flags: values };
  } catch (error) {
    const [sentence] = (error as Error).message.split('. ');
    throw misuse(`${sentence}.`);
  }
}

/** Refuses flags that belong to other commands: what has no effect was not meant. */
export function onlyFlags({ flags }: Given, command: string, allowed: readonly Flag[]): void {
  const odd = (Object.keys(flags) as Flag[]).find(
    (flag) => !common.includes(flag) && !allowed.includes(flag),
  );
  if (odd !== undefined) throw misuse(`--${odd} is not for “${command}”.`);
}

/** A whole number from `min` to `max`. */
export function numberOf(given: string, what: string, min: number, max: number): number {
  const number = Number(given);
  if (!/^\d{1,9}$/u.test(given) || number < min || number > max)
    throw misuse(`${what} takes a number from ${min} to ${max}, not “${given}”.`);
  return number;
}
