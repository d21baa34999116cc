import { readFile, writeFile } from 'node:fs/promises';

export type Ports = { readonly hub: number | null; readonly shop: number | null };

/** The ports of the last run: visitors are remembered by origin, and desks by address. */
export async function lastPorts(path: string): Promise<Ports> {
  try {
    const kept = JSON.parse(await readFile(path, 'utf8')) as { hub?: unknown; shop?: unknown };
    const port = (value: unknown) => (isPort(value) ? value : null);
    return { hub: port(kept.hub), shop: port(kept.shop) };
  } catch {
    return { hub: null, shop: null };
  }
}

export async function keepPorts(path: string, ports: Ports): Promise<void> {
  await writeFile(path, `${JSON.stringify(ports)}\n`);
}

function isPort(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 65_536;
}

/** Where to try to listen: what was asked for and nothing else; or the last one, then any. */
export function portsToTry(asked: number | null, last: number | null): number[] {
  if (asked !== null) return [asked];
  return last === null ? [0] : [last, 0];
}
