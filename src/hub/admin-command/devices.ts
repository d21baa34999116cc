import type { DeviceRecord } from '#shared/protocol/devices.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import { id as ids } from '#shared/protocol/fields.ts';
import { Complaint } from '../command-line.ts';
import { misuse } from './arguments.ts';
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
    run: async (access, { words, flags }) => {
      const device = words[2];
      if (device === undefined && flags.person === undefined)
        throw misuse('devices wipe takes a device, or --person E-MAIL.');
      if (device !== undefined && !ids.safeParse(device).success)
        throw misuse(`“${device}” is no device: “devices list” says what there is.`);
      const person = flags.person === undefined ? undefined : (await personOf(access, flags.person)).id;
      const which = { ...(device !== undefined && { device }), ...(person !== undefined && { person }) };
      const { devices } = await access.call('devices.wipe', which).catch((error: unknown) => {
        if (error instanceof RefusalError && error.refusal.code === 'not_found')
          throw new Complaint('unknown_device', 'Nobody was ever signed in there.');
        throw error;
      });
      return { value: devices, text: deviceTable(devices) };
    },
  },
];

function deviceTable(devices: readonly DeviceRecord[]): string {
  return table(
    ['DEVICE', 'PERSON', 'SIGNED IN', 'LAST SEEN', 'SESSION', 'WIPE'],
    devices.map(({ device, person, signedInAt, seenAt, isSignedIn, wipe }) => [
      device,
      person.email,
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
