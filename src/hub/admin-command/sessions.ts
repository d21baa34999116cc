import { RefusalError } from '#shared/protocol/errors.ts';
import { id as ids } from '#shared/protocol/fields.ts';
import type { SessionRecord } from '#shared/protocol/sessions.ts';
import { Complaint } from '../command-line.ts';
import { misuse } from './arguments.ts';
import { argument, type Command } from './command.ts';
import { personOf } from './people.ts';
import { table, timeText } from './table.ts';

/** Where somebody is signed in, and the end of that. */
export const sessionCommands: readonly Command[] = [
  {
    name: 'sessions list',
    takes: ['E-MAIL'],
    flags: [],
    run: async (access, given) => {
      const { id } = await personOf(access, argument(given, 0));
      const { sessions } = await access.call('sessions.list', { person: id });
      return { value: sessions, text: sessionTable(sessions) };
    },
  },
  {
    name: 'sessions end',
    takes: ['E-MAIL', '[SESSION]'],
    flags: [],
    run: async (access, given) => {
      const { words } = given;
      const one = words[3];
      if (one !== undefined && !ids.safeParse(one).success)
        throw misuse(`“${one}” is no sign-in: “sessions list” says what there is.`);
      const { id: person } = await personOf(access, argument(given, 0));
      const which = { person, ...(one !== undefined && { id: one }) };
      const done = await access.call('sessions.end', which).catch((error: unknown) => {
        if (error instanceof RefusalError && error.refusal.code === 'not_found')
          throw new Complaint('unknown_session', 'There is no such sign-in of theirs, or it is over.');
        throw error;
      });
      return { value: done, text: `${done.ended} ended.` };
    },
  },
];

function sessionTable(sessions: readonly SessionRecord[]): string {
  return table(
    ['SIGN-IN', 'COMPUTER', 'SYSTEM', 'PROGRAM', 'ADDRESS', 'SINCE', 'LAST SEEN'],
    sessions.map(({ id, computer, app, address, since, seenAt }) => [
      id,
      computer?.name ?? '',
      computer?.system ?? '',
      app,
      address ?? '',
      timeText(since),
      timeText(seenAt),
    ]),
  );
}
