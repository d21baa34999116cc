import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { newId } from '#shared/domain/key.ts';
import { answered, newPlayer, type Player, step } from '#shared/domain/training/player.ts';
import type { Script } from '#shared/domain/training/script.ts';
import { httpPaths, namespaces, socketPath, type VisitorHandshake } from '#shared/protocol/handshake.ts';
import { protocolVersion } from '#shared/protocol/version.ts';
import type { VisitorNews } from '#shared/protocol/visitor.ts';

/** A simulated customer who is one to the hub like any other: a browser's door, a socket, messages under keys. */
export type TrainingCustomer = {
  /** What they do by now, seconds since the beginning. */
  readonly look: (now: number) => void;
  readonly player: () => Player;
  readonly end: () => void;
};

export type CustomerOptions = {
  readonly hub: string;
  /** A site that may embed the widget. */
  readonly origin: string;
  /** Who they are, signed as their shop would. */
  readonly identity: string;
  readonly script: Script;
  readonly now: () => number;
};

const app = 'training/1';

/** Rejects where the hub does not let them in. */
export async function createTrainingCustomer(options: CustomerOptions): Promise<TrainingCustomer> {
  const { hub, origin, identity, script, now } = options;
  const device = randomUUID();
  const response = await fetch(hub + httpPaths.register, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ protocol: protocolVersion, app, device, locale: script.locale }),
  });
  const answer = (await response.json()) as { readonly value?: { readonly token: string } };
  if (answer.value === undefined) throw new Error('a simulated customer was not let in');
  let player = newPlayer(script);
  let conversationId: string | null = null;
  const auth: VisitorHandshake = {
    protocol: protocolVersion,
    app,
    device,
    token: answer.value.token,
    locale: script.locale,
    page: { url: `${origin}/`, title: '' },
    customer: identity,
  };
  const socket: Socket = io(hub + namespaces.visitor, {
    path: socketPath,
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { origin },
    auth,
  });

  socket.on('entry', ({ entry }: VisitorNews['entry']) => {
    conversationId = entry.conversationId;
    if (entry.author.kind === 'agent' && entry.body.kind === 'message') player = answered(player, now());
    if (entry.body.kind === 'closed') rate();
  });

  /** Who had to ask again is less content. */
  function rate(): void {
    if (conversationId === null || player.state === 'coming') return;
    const score = player.state === 'gone' ? 1 : player.waitedLong ? 3 : 5;
    socket.emit('rating.set', { conversationId, key: newId(), score, comment: null }, () => undefined);
  }

  return {
    look: (at) => {
      if (!socket.connected) return;
      const done = step(player, at);
      player = done.player;
      if (done.say !== null) {
        socket.emit('message.send', { key: newId(), text: done.say, page: auth.page }, () => undefined);
      }
    },
    player: () => player,
    end: () => socket.disconnect(),
  };
}
