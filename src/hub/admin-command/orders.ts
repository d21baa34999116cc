import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import { originIn, type TemplateProblem, templateProblem } from '#shared/domain/orders/template.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import {
  type KeptOrderSettings,
  type OrderSettings,
  type OrdersAnswer,
  type OrdersFault,
  orderSecret,
  orderSettings,
} from '#shared/protocol/orders.ts';
import { Complaint } from '../command-line.ts';
import { type Given, misuse, numberOf } from './arguments.ts';
import { argument, type Command, type Said } from './command.ts';
import { clean, spanText, table, timeText } from './table.ts';

/** Where the house's orders are asked for (docs/orders.md). The secret is read from a file: what stands in a command line others can see. */
export const orderCommands: readonly Command[] = [
  {
    name: 'orders show',
    takes: [],
    flags: [],
    run: async ({ call }) => {
      const kept = await call('orders.read', null);
      return { value: kept, text: settingsText(kept) };
    },
  },
  {
    name: 'orders set',
    takes: ['ADDRESS'],
    flags: ['internal', 'header', 'no-header', 'secret', 'patience'],
    run: async ({ call }, given) => {
      const before = (await call('orders.read', null)).settings;
      const settings = settingsOf(given, before);
      const secret = await secretIn(given.flags.secret);
      const asked = call('orders.save', { settings, ...(secret !== undefined && { secret }) });
      const saved = await asked.catch((error: unknown) => {
        if (!(error instanceof RefusalError) || error.refusal.field !== 'secret') throw error;
        throw new Complaint(
          'secret_wanted',
          `The secret was given for ${originIn(before?.url ?? '') ?? 'another host'}: give it anew with --secret FILE, or --no-header.`,
        );
      });
      return { value: saved, text: settingsText(saved) };
    },
  },
  {
    name: 'orders test',
    takes: [],
    flags: ['sub', 'email', 'phone'],
    run: async ({ call }, given) => {
      const { settings } = await call('orders.read', null);
      if (settings === null)
        throw new Complaint('no_orders', 'Nobody has said where orders are: “orders set”.');
      const { sub = null, email = null, phone = null } = given.flags;
      return answerSaid(await call('orders.try', { settings, sample: { sub, email, phone } }));
    },
  },
  {
    name: 'orders remove',
    takes: [],
    flags: [],
    run: async ({ call }) => {
      const saved = await call('orders.save', { settings: null });
      return { value: saved, text: 'Orders are asked for nowhere; the secret is gone.' };
    },
  },
];

const usualPatience = 5000;

const problems: Readonly<Record<TemplateProblem, string>> = {
  no_address: 'is no address',
  not_https: 'is not https; a host in your own network (--internal yes) may be http',
  not_plain: 'has a name, a password or a part after # in it',
  host_varies: 'has a place in its host: places stand in path and query',
  unknown_place: 'has a place that there is not: {sub}, {email} and {phone} are',
  no_place: 'has no place for the customer: {sub}, {email} or {phone}',
};

/** What is given, and what is kept of the rest. */
function settingsOf(given: Given, before: OrderSettings | null): OrderSettings {
  const { flags } = given;
  if (flags.internal !== undefined && !/^(?:yes|no)$/u.test(flags.internal))
    throw misuse(`--internal takes yes or no, not “${flags.internal}”.`);
  if (flags['no-header'] && (flags.header ?? flags.secret) !== undefined)
    throw misuse('--no-header goes with neither --header nor --secret.');
  const settings = {
    url: argument(given, 0),
    internal: flags.internal === undefined ? (before?.internal ?? false) : flags.internal === 'yes',
    header: flags['no-header'] ? null : (flags.header ?? before?.header ?? null),
    patience:
      flags.patience === undefined
        ? (before?.patience ?? usualPatience)
        : numberOf(flags.patience, '--patience', 1, 15) * 1000,
  };
  const wrong = templateProblem(settings.url, settings.internal);
  if (wrong !== null) throw misuse(`${settings.url} ${problems[wrong]}.`);
  if (!orderSettings.safeParse(settings).success)
    throw misuse(`--header takes the name of a header of yours, not “${settings.header}”.`);
  if (flags.secret !== undefined && settings.header === null)
    throw misuse('--secret goes with --header NAME.');
  return settings;
}

async function secretIn(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined;
  const whole = await (file === '-' ? textOf(process.stdin) : readFile(file, 'utf8')).catch(
    (error: NodeJS.ErrnoException) => {
      throw new Complaint('unreadable', `${file} cannot be read (${error.code}).`);
    },
  );
  const secret = whole.replace(/\r?\n$/u, '');
  if (!orderSecret.safeParse(secret).success)
    throw new Complaint(
      'no_secret',
      `${file} has no value of a header: one line of ASCII, 1000 characters at most.`,
    );
  return secret;
}

function settingsText({ settings, hasSecret }: KeptOrderSettings): string {
  if (settings === null) return 'Orders are asked for nowhere.';
  const { url, internal, header, patience } = settings;
  return [
    `Orders are asked for at ${clean(url)}`,
    `  own network  ${internal ? 'yes' : 'no'}`,
    `  header       ${header === null ? 'none' : `${header}${hasSecret ? '' : ', its value is missing'}`}`,
    `  patience     ${spanText(patience)}`,
  ].join('\n');
}

const faults: Readonly<Record<OrdersFault, string>> = {
  private_address: 'The address leads into a private network: --internal yes, if that is meant.',
  no_host: 'There is no host of that name.',
  no_connection: 'Nobody answers there.',
  no_trust: 'The connection is not secure: look at the certificate.',
  late: 'It took too long.',
  too_large: 'The answer is too large.',
  redirect: 'It sends on to another address.',
  status: 'It does not answer with success.',
  not_json: 'The answer is no JSON.',
  shape: 'The answer does not fit.',
  busy: 'Too many are asked for at once.',
};

function answerSaid(answer: OrdersAnswer): Said {
  switch (answer.state) {
    case 'off':
      return { value: answer, text: 'Orders are asked for nowhere.', failed: true };
    case 'nobody':
      return {
        value: answer,
        text: `It asks for ${answer.by.map((key) => `--${key}`).join(' or ')}: give one.`,
        failed: true,
      };
    case 'failed': {
      const { fault, status, field } = answer;
      const at = field === null ? '' : ` The place is ${clean(field)}.`;
      return {
        value: answer,
        text: `${faults[fault]}${status === null ? '' : ` Status ${status}.`}${at}`,
        failed: true,
      };
    }
    case 'found': {
      const rows = answer.orders.map(({ id, title, status, amount, currency, at }) => [
        id,
        title,
        status,
        amount === null ? '' : [amount, currency].filter((each) => each !== null).join(' '),
        at === null ? '' : timeText(at),
      ]);
      return { value: answer, text: table(['ORDER', 'TITLE', 'STATUS', 'AMOUNT', 'TIME'], rows) };
    }
  }
}
