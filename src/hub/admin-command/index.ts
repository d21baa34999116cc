import { resolve } from 'node:path';
import { RefusalError } from '#shared/protocol/errors.ts';
import { Complaint, defaultData } from '../command-line.ts';
import { type HubEnvironment, openAccess } from './access.ts';
import { type Given, misuse, onlyFlags, readArguments } from './arguments.ts';
import { auditCommands } from './audit.ts';
import { backupCommands } from './backup.ts';
import type { Command, FolderCommand, Said } from './command.ts';
import { crashCommands } from './crashes.ts';
import { deviceCommands } from './devices.ts';
import { handbookCommands } from './handbook.ts';
import { orderCommands } from './orders.ts';
import { peopleCommands } from './people.ts';
import { placeCommands } from './places.ts';
import { planCommands } from './plan.ts';
import { policyCommands } from './policy.ts';
import { reportCommands } from './reports.ts';
import { sessionCommands } from './sessions.ts';
import { signInCommands } from './sign-in.ts';
import { adminUsage } from './usage.ts';
import { watchCommands } from './watch.ts';
import { refusalText } from './words.ts';

const commands: readonly (Command | FolderCommand)[] = [
  ...peopleCommands,
  ...deviceCommands,
  ...sessionCommands,
  ...crashCommands,
  ...policyCommands,
  ...planCommands,
  ...handbookCommands,
  ...placeCommands,
  ...orderCommands,
  ...reportCommands,
  ...watchCommands,
  ...signInCommands,
  ...auditCommands,
  ...backupCommands,
];

export type Output = { readonly out: (text: string) => void; readonly error: (text: string) => void };

/** `hub admin …`: answers the exit code. What goes wrong is one sentence on standard error. */
export async function runAdminCommand(
  args: readonly string[],
  environment: HubEnvironment,
  { out, error }: Output,
): Promise<number> {
  try {
    const given = readArguments(args);
    if (given.flags.help || given.words.length === 0) {
      out(adminUsage);
      return given.flags.help ? 0 : 2;
    }
    const said = await run(commandOf(given), given, environment, out);
    const text = given.flags.json ? JSON.stringify(said.value, null, 2) : said.text;
    if (text !== '') out(`${text}\n`);
    return said.failed ? 1 : 0;
  } catch (thrown) {
    const complaint = complaintIn(thrown);
    error(`${complaint.message}\n`);
    return complaint.code === 'bad_flag' ? 2 : 1;
  }
}

function commandOf(given: Given): Command | FolderCommand {
  const [kind = '', verb = ''] = given.words;
  const name = `${kind} ${verb}`.trim();
  const command = commands.find((one) => one.name === name);
  if (command === undefined) throw misuse(`There is no command “${name}”.`);
  const wanted = command.takes.length;
  const isOptional = command.takes.at(-1)?.startsWith('[') === true;
  const most = wanted + 2;
  if (given.words.length > most || given.words.length < (isOptional ? most - 1 : most))
    throw misuse(
      wanted === 0 ? `“${name}” takes nothing more.` : `“${name}” takes ${command.takes.join(' ')}.`,
    );
  onlyFlags(given, name, command.flags);
  return command;
}

async function run(
  command: Command | FolderCommand,
  given: Given,
  environment: HubEnvironment,
  out: Output['out'],
): Promise<Said> {
  const data = resolve(given.flags.data ?? defaultData());
  if ('runIn' in command) return command.runIn({ data, environment }, given, out);
  const access = await openAccess(data, environment);
  try {
    return await command.run(access, given, out);
  } finally {
    await access.close();
  }
}

function complaintIn(thrown: unknown): Complaint {
  if (thrown instanceof Complaint) return thrown;
  if (thrown instanceof RefusalError) return new Complaint(thrown.refusal.code, refusalText(thrown.refusal));
  return new Complaint('internal', `That failed: ${(thrown as Error).message}`);
}
