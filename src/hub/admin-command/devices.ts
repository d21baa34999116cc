import type { DeviceRecord } from '#shared/protocol/devices.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import { id as ids } from '#shared/protocol/fields.ts';
import { Complaint } from '../command-line.ts';
import type { Access } from './access.ts';
import { type Given, misuse } from './arguments.ts';
import type { Command } from './command.ts';
import { personOf } from './people.ts';
import { table, timeText } from './table.ts';

export const deviceCommands: readonly Command[] = [
  {
    name: 'devices list',
    takes: [],
    flags: [],
    run: async ({ call }) => {
      const { devices } = await call('devices.list', null);
      return { value: devices, text: deviceTable(devices) };
    },
  },
  {
    name: 'devices wipe',
    takes: ['[DEVICE]'],
    flags: ['person'],
    run: async (access, given) => {
      const which = await whichOf('devices wipe', access, given);
      const { devices } = await access.call('devices.wipe', which).catch((error: unknown) => {
        if (codeOf(error) === 'not_found')
          throw new Complaint('unknown_device', 'Nobody was ever signed in there.');
        throw error;
      });
      return { value: devices, text: deviceTable(devices) };
    },
  },
  {
    name: 'devices keep',
    takes: ['[DEVICE]'],
    flags: ['person'],
    run: async (access, given) => {
      const which = await whichOf('devices keep', access, given);
      const { devices } = await access.call('devices.keep', which).catch((error: unknown) => {
        if (codeOf(error) === 'not_found')
          throw new Complaint('no_order', 'Nothing there is waiting to be wiped.');
        if (codeOf(error) === 'too_late')
          throw new Complaint('too_late', 'The device has been told: it keeps nothing any more.');
        throw error;
      });
      return { value: devices, text: deviceTable(devices) };
    },
  },
];

const codeOf = (error: unknown) => (error instanceof RefusalError ? error.refusal.code : null);

/** Which devices are meant, and of whom. */
async function whichOf(
  command: string,
  access: Pick<Access, 'call'>,
  { words, flags }: Given,
): Promise<{ device?: string; person?: string }> {
  const device = words[2];
  if (device === undefined && flags.person === undefined)
    throw misuse(`${command} takes a device, or --person E-MAIL.`);
  if (device !== undefined && !ids.safeParse(device).success)
    throw misuse(`“${device}” is no device: “devices list” says what there is.`);
  const person = flags.person === undefined ? undefined : (await personOf(access, flags.person)).id;
  return { ...(device !== undefined && { device }), ...(person !== undefined && { person }) };
}

function deviceTable(devices: readonly DeviceRecord[]): string {
  return table(
    ['DEVICE', 'PERSON', 'COMPUTER', 'PROGRAM', 'SIGNED IN', 'LAST SEEN', 'SESSION', 'WIPE'],
    devices.map(({ device, person, computer, app, signedInAt, seenAt, isSignedIn, wipe }) => [
      device,
      person.email,
      computer?.name ?? '',
      app,
      timeText(signedInAt),
      timeText(seenAt),
      isSignedIn ? 'open' : 'over',
      wipeText(wipe),
    ]),
  );
}

function wipeText(wipe: DeviceRecord['wipe']): string {
  if (wipe === null) return '';
  if (wipe.wipedAt !== null) return `wiped ${timeText(wipe.wipedAt)}`;
  if (wipe.toldAt !== null) return `told ${timeText(wipe.toldAt)}, not confirmed`;
  return `ordered ${timeText(wipe.orderedAt)}, not here since`;
}
