/** Who is connected, by id. Somebody with two devices is there until the second one goes. */
export type Presence = {
  readonly arrive: (id: string) => void;
  readonly leave: (id: string) => void;
  readonly present: () => readonly string[];
  readonly isPresent: (id: string) => boolean;
};

export function createPresence(onFirst: (id: string) => void = () => undefined): Presence {
  const sockets = new Map<string, number>();
  return {
    arrive: (id) => {
      const count = (sockets.get(id) ?? 0) + 1;
      sockets.set(id, count);
      if (count === 1) onFirst(id);
    },
    leave: (id) => {
      const count = (sockets.get(id) ?? 0) - 1;
      if (count > 0) sockets.set(id, count);
      else sockets.delete(id);
    },
    present: () => [...sockets.keys()],
    isPresent: (id) => sockets.has(id),
  };
}
