import { maxWritten } from '#shared/domain/replies/limits.ts';
import type { Reply } from '#shared/domain/replies/reply.ts';
import type { IpcAnswer, IpcInput } from '#shared/ipc/contract.ts';
import type { replyCalls } from '#shared/ipc/replies.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Seat } from '../seat.ts';

export type ReplyHandlers = {
  readonly [C in keyof typeof replyCalls]: (input: IpcInput<C>) => Promise<IpcAnswer<C>>;
};

type Written = IpcInput<'replies.write'>['replies'];

/** Bytes of what is written at once, well below what a packet may have (P15). */
const mostBytes = 40_000;

/** What changes a reply is the hub's to decide: nothing of it is done here before it has. */
export function createReplyCalls({ seat }: { readonly seat: () => Seat | null }): ReplyHandlers {
  function taken(): Seat {
    const found = seat();
    if (found === null) throw new RefusalError('unauthenticated');
    return found;
  }

  return {
    'replies.list': async () => taken().replies.list(),
    'replies.search': async (query) => taken().replies.search(query),
    'replies.used': async ({ id }) => {
      await taken().replies.used(id);
      return null;
    },
    'replies.save': async (input) => {
      const { ask, replies } = taken();
      const saved = await ask('reply.save', input);
      await replies.took([saved], []);
      return saved;
    },
    'replies.write': async ({ replies: wanted }) => {
      const { ask, replies } = taken();
      const results: IpcAnswer<'replies.write'>['results'] = [];
      const written: Reply[] = [];
      for (const some of portions(wanted)) {
        const answer = await ask('replies.write', { replies: some });
        for (const { id, reply, code } of answer.results) {
          results.push({ id, code });
          if (reply !== null) written.push(reply);
        }
      }
      await replies.took(written, []);
      return { results };
    },
    'replies.delete': async (input) => {
      const { ask, replies } = taken();
      const { version } = await ask('reply.delete', input);
      await replies.took([], [input.id]);
      return { version };
    },
    'replies.restore': async (input) => {
      const { ask, replies } = taken();
      const back = await ask('reply.restore', input);
      await replies.took([back], []);
      return back;
    },
  };
}

/** Few enough for one packet each. */
export function portions(all: Written): Written[] {
  const done: Written[] = [];
  let size = 0;
  for (const one of all) {
    const bytes = Buffer.byteLength(JSON.stringify(one));
    const last = done.at(-1);
    if (last === undefined || last.length >= maxWritten || size + bytes > mostBytes) {
      done.push([one]);
      size = bytes;
    } else {
      last.push(one);
      size += bytes;
    }
  }
  return done;
}
