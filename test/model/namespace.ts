/** The hub's end of the simulated lines: as much of socket.io's server as the hub uses. */

type Middleware = (socket: ServerSocket, next: (error?: Error & { data?: unknown }) => void) => void;

/** How the hub reaches one client. */
export type Downward = {
  readonly tell: (event: string, news: unknown) => void;
  readonly close: () => void;
};

export type ServerSocket = ReturnType<typeof createServerSocket>;
export type Namespace = ReturnType<typeof createNamespace>;

let last = 0;

export function createServerSocket(auth: unknown, origin: string | undefined, downward: Downward) {
  let onEvent: (event: readonly [string, ...unknown[]]) => void = () => {};
  let onDisconnect = () => {};
  let open = true;
  last += 1;
  const id = `socket ${last}`;
  const rooms = new Set([id]);
  return {
    id,
    rooms,
    handshake: { auth, headers: { origin } },
    request: {},
    conn: {},
    data: {},
    isOpen: () => open,
    use: (listen: typeof onEvent) => {
      onEvent = listen;
    },
    once: (_: 'disconnect', listen: () => void) => {
      onDisconnect = listen;
    },
    join: (names: readonly string[]) => {
      for (const name of names) rooms.add(name);
    },
    emit: (event: string, news: unknown) => {
      if (open) downward.tell(event, news);
    },
    disconnect: () => downward.close(),
    /** Something the client asks. */
    take: (event: string, args: readonly unknown[]) => {
      if (open) onEvent([event, ...args]);
    },
    /** The line is gone. */
    gone: () => {
      if (!open) return;
      open = false;
      onDisconnect();
    },
  };
}

/** `origin`: where the pages of this kind of client come from. */
export function createNamespace(origin: string | undefined) {
  const sockets = new Set<ServerSocket>();
  const middlewares: Middleware[] = [];
  let onConnection: (socket: ServerSocket) => void = () => {};
  const list = (one: string | readonly string[]) => (typeof one === 'string' ? [one] : one);
  const tell = (rooms: readonly string[], except: readonly string[]) => ({
    emit: (event: string, news: unknown) => {
      for (const socket of sockets) {
        const isIn = (room: string) => socket.rooms.has(room);
        if (rooms.some(isIn) && !except.some(isIn)) socket.emit(event, news);
      }
    },
  });
  return {
    origin,
    use: (middleware: Middleware) => void middlewares.push(middleware),
    on: (_: 'connection', listen: typeof onConnection) => {
      onConnection = listen;
    },
    to: (rooms: string | readonly string[]) => ({
      ...tell(list(rooms), []),
      except: (except: string | readonly string[]) => tell(list(rooms), list(except)),
    }),
    adapter: {
      /** Who is in which room, by ids. */
      get rooms(): Map<string, Set<string>> {
        const found = new Map<string, Set<string>>();
        for (const { id, rooms } of sockets)
          for (const room of rooms) found.set(room, (found.get(room) ?? new Set()).add(id));
        return found;
      },
    },
    /** Somebody is at the door. */
    knock: (socket: ServerSocket, accept: () => void, refuse: (data: unknown) => void) => {
      for (const middleware of middlewares) {
        middleware(socket, (error) => {
          if (!socket.isOpen()) return;
          if (error !== undefined) return refuse(error.data);
          sockets.add(socket);
          accept();
          onConnection(socket);
        });
      }
    },
    leave: (socket: ServerSocket) => {
      sockets.delete(socket);
      socket.gone();
    },
  };
}
