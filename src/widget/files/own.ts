/** Pictures that were sent from here need not be fetched to be shown: the last few, by the hub's id. */
const most = 20;
const own = new Map<string, Blob>();

export function remember(id: string, blob: Blob): void {
  own.set(id, blob);
  for (const [first] of own) if (own.size > most) own.delete(first);
}

export const ownBytes = (id: string): Blob | undefined => own.get(id);
