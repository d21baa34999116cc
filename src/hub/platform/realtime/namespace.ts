import type { Namespace, Socket } from 'socket.io';
import { RefusalError, refusalOf } from '#shared/protocol/errors.ts';
import type { Report } from '../access/index.ts';
import type { AddressOf } from '../address.ts';
import type { Log } from '../log/index.ts';
import type { Actor, Dispatcher } from './dispatcher.ts';
import { nameConnection } from './oversize.ts';

/** What a socket brings to the door. */
export type Knock = {
  readonly auth: unknown;
  readonly origin: string | undefined;
  readonly socketId: string;
  /** What the program at the other end says of itself. */
  readonly userAgent: string | null;
};

/**
 * Opens a namespace: door, rooms, greeting, dispatch. The order is what makes resume gapless (P8):
 * a socket is in its rooms before `greet` reads how far the feed is.
 */
export function openNamespace<A extends Actor>(options: {
  readonly namespace: Namespace;
  /** Who it is; rejects with a refusal. */
  readonly admit: (knock: Knock) => Promise<A>;
  readonly rooms: (actor: A) => readonly string[];
  /** Payload of `ready`; rejects when the actor may not be here after all. */
  readonly greet: (actor: A) => Promise<unknown>;
  readonly dispatcher: Dispatcher<A>;
  readonly addressOf: AddressOf;
  readonly onJoined?: (actor: A) => void;
  readonly onLeft?: (actor: A) => void;
  readonly report: Report;
  readonly log: Log;
}): void {
  const { namespace, admit, rooms, greet, dispatcher, addressOf, onJoined, onLeft, report, log } = options;

  namespace.use((socket, next) => {
    const { auth, headers } = socket.handshake;
    const address = addressOf(socket.request);
    const userAgent = headers['user-agent'] ?? null;
    admit({ auth, origin: headers.origin, socketId: socket.id, userAgent }).then(
      (actor) => {
        (socket.data as { actor?: A }).actor = actor;
        nameConnection(socket.conn, actor);
        next();
      },
      (error: unknown) => {
        const refusal = refusalOf(error);
        if (refusal.code === 'internal') log.error({ err: error }, 'door failed');
        const subject = refusal.code === 'origin_refused' ? headers.origin : refusal.field;
        report({ code: refusal.code, event: 'connect', actor: null, address, ...(subject && { subject }) });
        next(Object.assign(new RefusalError(refusal), { data: refusal }));
      },
    );
  });

  namespace.on('connection', (socket: Socket) => {
    const { actor } = socket.data as { actor: A };
    const dispatch = dispatcher(actor, addressOf(socket.request));
    // It is not handed on: of listeners, for which a turn would be waited, there are none.
    socket.use(([event, ...args]) => dispatch(event, args));
    void socket.join([...rooms(actor)]);
    onJoined?.(actor);
    socket.once('disconnect', () => onLeft?.(actor));
    greet(actor).then(
      (ready) => socket.emit('ready', ready),
      (error: unknown) => {
        const { code } = refusalOf(error);
        if (code === 'internal') log.error({ err: error }, 'greeting failed');
        else socket.emit('revoked', { code });
        socket.disconnect(true);
      },
    );
  });
}
