import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type LogLevel, logLevels } from '#shared/domain/diagnostics/log-line.ts';
import { type SceneId, sceneIds } from '#shared/domain/training/script.ts';
import { emailLink, formLink, hotlineLink } from '#shared/domain/way-out.ts';
import type { Role, WayOut } from '#shared/protocol/handshake.ts';

/** Somebody to be made where nobody has the address. */
export type NewAccount = { readonly role: Role; readonly email: string };

const roles = ['admin', 'supervisor', 'agent'] as const satisfies readonly Role[];

export type Command =
  | { readonly run: 'help' }
  | {
      readonly run: 'hub';
      readonly data: string;
      readonly port: number | null;
      readonly host: string;
      readonly demo: boolean;
      /** Which simulated customers come to the demo; null: none. */
      readonly training: SceneId | null;
      readonly behindProxy: boolean;
      readonly forgetSecrets: boolean;
      /** Into files of the data folder instead of standard error. */
      readonly logFiles: boolean;
      readonly logLevel: LogLevel;
      readonly people: readonly NewAccount[];
      readonly allowOrigins: readonly string[];
      readonly wayOut: Partial<WayOut>;
      /** File with the look of the widget; '' takes it away, null leaves it as it is. */
      readonly look: string | null;
      /** Milliseconds. */
      readonly drainTime: number;
      /** Milliseconds; null: the usual. */
      readonly leaseTime: number | null;
    };

/** An error whose message is for whoever started the hub, and says all there is to say. */
export class Complaint extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export const usage = `The hub of Yingke: where customers, agents and records meet.

  npm run hub -- [--data DIR] [--port N] [--host ADDRESS] [--behind-proxy]
                 [--admin E-MAIL]… [--supervisor E-MAIL]… [--agent E-MAIL]…
                 [--allow-origin SITE]… [--hotline NUMBER] [--contact-email E-MAIL]
                 [--contact-form ADDRESS] [--look FILE] [--lease SECONDS] [--demo]
                 [--forget-secrets] [--drain SECONDS] [--log-files] [--log-level error|warn|info]

  --data DIR       where the records are kept (default: ${defaultData()})
  --port N         port to listen at (default: the last one used, else any that is free)
  --host ADDRESS   address to listen at (default: 127.0.0.1, this computer only)
  --admin, --supervisor, --agent E-MAIL
                   make a person of that role where nobody has the address; the
                   password is written into accounts.json in DIR/hub
  --allow-origin SITE
                   let pages of this site embed the widget, as https://shop.example.com;
                   it is remembered; more than one with more of the flag
  --hotline NUMBER, --contact-email E-MAIL, --contact-form ADDRESS
                   how else you can be reached: offered to visitors who are without
                   the hub for 20 s; remembered; "" takes it away again. A number as
                   +86 10 8888 8888, and the https address of a page with a form
  --look FILE      how the widget looks and what it says, as JSON: docs/embedding.md
                   says what there is; remembered; "" takes it away again
  --lease SECONDS  an agent whose desk has gone keeps their customers for so long, in
                   case it comes back; then others get them (default: 90)
  --drain SECONDS  asked to stop, it goes on for so long while /health says that it will go, so
                   that who shares out connections sends nobody new (default: 0)
  --behind-proxy   a proxy stands before it: addresses are what that says in
                   X-Forwarded-For. Only where nobody can reach the hub past it
  --demo           make a demo workspace, and serve a demo shop that embeds the widget
  --training SCENE simulated customers come to the demo, for training: shop, telecom or
                   game; nothing leaves this computer
  --forget-secrets secrets in the database that were sealed with a key that is lost are
                   taken away: they have to be given or made anew
  --log-files      the log goes to hub.log in DIR/hub/logs, ten files of 10 MB, instead of to
                   standard error
  --log-level LEVEL
                   error, warn or info (default: info)
  --help           this text

  npm run hub -- admin --help   people, the routing plan, sites: by the command line

  YINGKE_DATABASE_URL=postgres://… keeps the records in PostgreSQL instead of SQLite.
  YINGKE_METRICS_TOKEN=… (32 bytes in base64url) may read /metrics, instead of the token in
                   DIR/hub/metrics.token.
  YINGKE_SECRETS_KEY=… (32 bytes in base64) seals the secrets in the database, instead of
                   the key in DIR/hub/secrets.key: several hubs on one database need it.

One line "YINGKE {…}" on standard output says where it listens; the log goes to standard error.
`;

/** Reads the command line. Throws a `Complaint` for what it does not know. */
export function readCommandLine(args: readonly string[]): Command {
  const values = parse(args);
  if (values.help) return { run: 'help' };
  const host = values.host ?? '127.0.0.1';
  const demo = values.demo ?? false;
  // Its passwords lie in a file, and its shop asks nobody who they are.
  if (demo && !isLoopback(host)) {
    throw new Complaint('bad_flag', `--demo is for this computer only: it cannot listen at ${host}`);
  }
  const allowOrigins = values['allow-origin'] ?? [];
  for (const origin of allowOrigins) checkOrigin(origin);
  const people = roles.flatMap((role) => (values[role] ?? []).map((given) => accountOf(role, given)));
  return {
    run: 'hub',
    people,
    allowOrigins,
    wayOut: wayOutOf(values),
    look: values.look === undefined ? null : values.look && resolve(values.look),
    leaseTime: leaseOf(values.lease),
    drainTime: drainOf(values.drain),
    data: resolve(values.data ?? defaultData()),
    port: portOf(values.port),
    host,
    demo,
    training: sceneOf(values.training, demo),
    behindProxy: values['behind-proxy'] ?? false,
    forgetSecrets: values['forget-secrets'] ?? false,
    logFiles: values['log-files'] ?? false,
    logLevel: levelOf(values['log-level']),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        port: { type: 'string' },
        host: { type: 'string' },
        demo: { type: 'boolean' },
        training: { type: 'string' },
        'behind-proxy': { type: 'boolean' },
        'forget-secrets': { type: 'boolean' },
        'log-files': { type: 'boolean' },
        'log-level': { type: 'string' },
        admin: { type: 'string', multiple: true },
        supervisor: { type: 'string', multiple: true },
        agent: { type: 'string', multiple: true },
        'allow-origin': { type: 'string', multiple: true },
        hotline: { type: 'string' },
        'contact-email': { type: 'string' },
        'contact-form': { type: 'string' },
        look: { type: 'string' },
        lease: { type: 'string' },
        drain: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    const [sentence] = (error as Error).message.split('. ');
    throw new Complaint('bad_flag', `${sentence}. --help says what there is.`);
  }
}

function accountOf(role: Role, given: string): NewAccount {
  const email = given.trim().toLowerCase();
  if (!/^[^@\s]+@[^@\s]+$/u.test(email)) {
    throw new Complaint('bad_flag', `--${role} takes an e-mail address, not "${given}"`);
  }
  return { role, email };
}

function portOf(given: string | undefined): number | null {
  if (given === undefined) return null;
  const port = Number(given);
  if (!/^\d{1,5}$/u.test(given) || port < 1 || port > 65535) {
    throw new Complaint('bad_flag', `--port takes a number from 1 to 65535, not "${given}"`);
  }
  return port;
}

function levelOf(given: string | undefined): LogLevel {
  const level = logLevels.find((one) => one === (given ?? 'info'));
  if (level === undefined)
    throw new Complaint('bad_flag', `--log-level takes ${logLevels.join(', ')}, not "${given}"`);
  return level;
}

function leaseOf(given: string | undefined): number | null {
  if (given === undefined) return null;
  const seconds = Number(given);
  if (!/^\d{1,4}$/u.test(given) || seconds < 5 || seconds > 3600) {
    throw new Complaint('bad_flag', `--lease takes seconds from 5 to 3600, not "${given}"`);
  }
  return seconds * 1000;
}

function drainOf(given: string | undefined): number {
  if (given === undefined) return 0;
  const seconds = Number(given);
  if (!/^\d{1,3}$/u.test(given) || seconds > 300)
    throw new Complaint('bad_flag', `--drain takes seconds from 0 to 300, not "${given}"`);
  return seconds * 1000;
}

function sceneOf(given: string | undefined, demo: boolean): SceneId | null {
  if (given === undefined) return null;
  if (!demo)
    throw new Complaint('bad_flag', '--training goes with --demo: no customer of yours is simulated');
  const scene = sceneIds.find((id) => id === given);
  if (scene === undefined) {
    throw new Complaint('bad_flag', `--training takes ${sceneIds.join(', ')}, not "${given}"`);
  }
  return scene;
}

function checkOrigin(origin: string): void {
  const url = URL.canParse(origin) ? new URL(origin) : null;
  if (url === null || url.origin !== origin || !/^https?:$/u.test(url.protocol)) {
    throw new Complaint(
      'bad_flag',
      `--allow-origin takes a site as https://shop.example.com, not "${origin}"`,
    );
  }
}

function wayOutOf(values: Readonly<Record<string, unknown>>): Partial<WayOut> {
  const given = (flag: string, link: (value: string) => string | null, example: string) => {
    const value = values[flag];
    if (typeof value !== 'string') return undefined;
    const way = value.trim();
    if (way !== '' && link(way) === null) {
      throw new Complaint('bad_flag', `--${flag} takes ${example}, not "${value}"`);
    }
    return way === '' ? null : way;
  };
  const hotline = given('hotline', hotlineLink, 'a telephone number as +86 10 8888 8888');
  const email = given('contact-email', emailLink, 'an e-mail address');
  const form = given('contact-form', formLink, 'an address as https://shop.example.com/contact');
  return {
    ...(hotline !== undefined && { hotline }),
    ...(email !== undefined && { email }),
    ...(form !== undefined && { form }),
  };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/u.test(host);
}

/** Where a hub has its records unless it is told otherwise. */
export function defaultData(): string {
  return join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local/share'), 'yingke');
}
