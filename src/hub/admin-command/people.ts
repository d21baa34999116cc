import { readFile } from 'node:fs/promises';
import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import { type RoutingProfile, usualProfile } from '#shared/domain/routing/profile.ts';
import type { PersonRecord } from '#shared/protocol/admin.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import { locale } from '#shared/protocol/fields.ts';
import { role as roles } from '#shared/protocol/handshake.ts';
import { Complaint } from '../command-line.ts';
import type { Access } from './access.ts';
import { type Flag, type Flags, misuse, numberOf } from './arguments.ts';
import { argument, type Command } from './command.ts';
import { table } from './table.ts';

type Calls = Pick<Access, 'call'>;

const profileFlags = [
  'group',
  'all-groups',
  'skill',
  'no-skill',
  'language',
  'all-languages',
  'capacity',
  'listed',
  'product',
  'picture',
] as const satisfies readonly Flag[];

export const peopleCommands: readonly Command[] = [
  {
    name: 'people list',
    takes: [],
    flags: [],
    run: async (access) => {
      const { people } = await access.call('people.list', null);
      const { plan } = await access.call('plan.read', null);
      return { value: people, text: peopleTable(people, plan) };
    },
  },
  {
    name: 'people add',
    takes: ['E-MAIL'],
    flags: ['name', 'role', ...profileFlags],
    run: async (access, given) => {
      const { flags } = given;
      const email = argument(given, 0);
      const role = roleOf(flags.role ?? fail('people add takes --role agent, supervisor or admin.'));
      const name = flags.name ?? email.split('@')[0] ?? email;
      const profile = hasProfile(flags) ? await profileWith(access, usualProfile, flags) : undefined;
      const request = { name, email, role, ...(profile && { profile }) };
      const made = await access.call('people.create', request).catch((error: unknown) => {
        if (codeOf(error) === 'conflict')
          throw new Complaint('taken', `Somebody has the address ${email} already.`);
        throw error;
      });
      return {
        value: made,
        text: `${made.person.name} <${made.person.email}> is ${withArticle(role)}. Their password, shown this once: ${made.password}`,
      };
    },
  },
  {
    name: 'people set',
    takes: ['E-MAIL'],
    flags: ['name', 'role', ...profileFlags],
    run: async (access, given) => {
      const { flags } = given;
      const before = await personOf(access, argument(given, 0));
      if (flags.name === undefined && flags.role === undefined && !hasProfile(flags))
        throw misuse('people set takes what is to be changed, as --name or --role.');
      const { person } = await lastAdmin(
        before,
        access.call('people.change', {
          id: before.id,
          ...(flags.name !== undefined && { name: flags.name }),
          ...(flags.role !== undefined && { role: roleOf(flags.role) }),
          ...(hasProfile(flags) && { profile: await profileWith(access, before.profile, flags) }),
        }),
      );
      const { plan } = await access.call('plan.read', null);
      return { value: person, text: peopleTable([person], plan) };
    },
  },
  {
    name: 'people disable',
    takes: ['E-MAIL'],
    flags: [],
    run: async (access, given) => {
      const before = await personOf(access, argument(given, 0));
      const { person } = await lastAdmin(before, access.call('people.disable', { id: before.id }));
      return { value: person, text: `${person.name} is signed out everywhere and cannot sign in.` };
    },
  },
  {
    name: 'people enable',
    takes: ['E-MAIL'],
    flags: [],
    run: async (access, given) => {
      const { id } = await personOf(access, argument(given, 0));
      const { person } = await access.call('people.enable', { id });
      return { value: person, text: `${person.name} can sign in.` };
    },
  },
  {
    name: 'people password',
    takes: ['E-MAIL'],
    flags: [],
    run: async (access, given) => {
      const person = await personOf(access, argument(given, 0));
      const { password } = await access.call('people.password', { id: person.id });
      return {
        value: { password },
        text: `${person.name} is signed out everywhere. Their new password, shown this once: ${password}`,
      };
    },
  },
];

function peopleTable(people: readonly PersonRecord[], { groups, skills, settings }: RoutingPlan): string {
  const nameIn = (all: readonly { id: string; name: string }[], id: string) =>
    all.find((one) => one.id === id)?.name ?? '?';
  return table(
    ['NAME', 'E-MAIL', 'ROLE', 'STATE', 'CAPACITY', 'GROUPS', 'SKILLS'],
    people.map(({ name, email, role, disabled, profile }) => [
      name,
      email,
      role,
      disabled ? 'disabled' : 'enabled',
      String(profile.capacity ?? settings.capacity),
      profile.groups === null ? 'all' : profile.groups.map((id) => nameIn(groups, id)).join(', '),
      profile.skills.map(({ skill, level }) => `${nameIn(skills, skill)} ${level}`).join(', '),
    ]),
  );
}

export async function personOf({ call }: Calls, email: string): Promise<PersonRecord> {
  const wanted = email.trim().toLowerCase();
  const { people } = await call('people.list', null);
  const person = people.find((one) => one.email === wanted || one.id === wanted);
  if (person === undefined) throw new Complaint('unknown_person', `Nobody has the address ${email}.`);
  return person;
}

/** What is refused here for another reason than that there is. */
async function lastAdmin<T>({ name }: PersonRecord, asked: Promise<T>): Promise<T> {
  return asked.catch((error: unknown) => {
    if (codeOf(error) !== 'conflict') throw error;
    throw new Complaint('last_admin', `${name} is the only admin: make another one first.`);
  });
}

function hasProfile(flags: Flags): boolean {
  return profileFlags.some((flag) => flags[flag] !== undefined);
}

/** The profile with what the flags say; what they do not name stays. */
async function profileWith({ call }: Calls, before: RoutingProfile, flags: Flags): Promise<RoutingProfile> {
  const { plan } = await call('plan.read', null);
  const idOf = (all: readonly { id: string; name: string }[], given: string, kind: string) => {
    const wanted = given.trim().toLowerCase();
    const found = all.find(({ id, name }) => id === wanted || name.trim().toLowerCase() === wanted);
    return found?.id ?? fail(`There is no ${kind} “${given}”: see “${kind}s list”.`, 'unknown_name');
  };
  const { capacity, listed, product, picture } = flags;
  // One that is no longer in the plan has no name: it is named by its id.
  const isOwn = (given: string) => before.skills.some(({ skill }) => skill === given);
  const gone = (flags['no-skill'] ?? []).map((given) =>
    isOwn(given) ? given : idOf(plan.skills, given, 'skill'),
  );
  const more = (flags.skill ?? []).map((given) => {
    const [, name = '', level = ''] =
      /^(.+)=(\d{1,3})$/u.exec(given) ?? fail(`--skill takes NAME=LEVEL, not “${given}”.`);
    return { skill: idOf(plan.skills, name, 'skill'), level: numberOf(level, 'A level', 0, 100) };
  });
  const isKept = ({ skill }: { skill: string }) =>
    !gone.includes(skill) && !more.some((one) => one.skill === skill);
  return {
    ...before,
    ...(flags.group && { groups: flags.group.map((given) => idOf(plan.groups, given, 'group')) }),
    ...(flags['all-groups'] && { groups: null }),
    ...((flags.skill ?? flags['no-skill']) && { skills: [...before.skills.filter(isKept), ...more] }),
    ...(flags.language && { languages: flags.language.map(languageOf) }),
    ...(flags['all-languages'] && { languages: [] }),
    ...(capacity !== undefined && {
      capacity: capacity === 'usual' ? null : numberOf(capacity, '--capacity', 1, 200),
    }),
    ...(listed !== undefined && { listed: yesOrNo(listed) }),
    ...(product !== undefined && { product: product.trim() || null }),
    ...(picture !== undefined && { picture: picture === '' ? null : await pictureOf(picture) }),
  };
}

/** Pictures are shown to every customer who may choose, so they are small. Bytes. */
const largestPicture = 29_000;

async function pictureOf(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) =>
    fail(`${path} cannot be read (${error.code}).`, 'unreadable'),
  );
  const starts = (hex: string) => bytes.subarray(0, hex.length / 2).toString('hex') === hex;
  const isWebp = starts('52494646') && bytes.subarray(8, 12).toString('latin1') === 'WEBP';
  const kind = starts('89504e47') ? 'png' : starts('ffd8ff') ? 'jpeg' : isWebp ? 'webp' : null;
  if (kind === null) return fail(`${path} is no PNG, JPEG or WebP.`, 'unreadable');
  if (bytes.length > largestPicture)
    return fail(`${path} has more than ${largestPicture} bytes: make it smaller.`, 'unreadable');
  return `data:image/${kind};base64,${bytes.toString('base64')}`;
}

function roleOf(given: string) {
  const parsed = roles.safeParse(given);
  return parsed.success ? parsed.data : fail(`--role takes agent, supervisor or admin, not “${given}”.`);
}

function languageOf(given: string) {
  const parsed = locale.safeParse(given);
  return parsed.success ? parsed.data : fail(`--language takes zh-CN or en, not “${given}”.`);
}

function yesOrNo(given: string): boolean {
  if (given !== 'yes' && given !== 'no') return fail(`--listed takes yes or no, not “${given}”.`);
  return given === 'yes';
}

function withArticle(role: string): string {
  return `${/^[ao]/u.test(role) ? 'an' : 'a'} ${role}`;
}

function codeOf(error: unknown): string | null {
  return error instanceof RefusalError ? error.refusal.code : null;
}

/** Without a code the command line itself was not understood. */
function fail(sentence: string, code?: string): never {
  throw code === undefined ? misuse(sentence) : new Complaint(code, sentence);
}
