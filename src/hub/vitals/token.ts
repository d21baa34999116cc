import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Complaint } from '../command-line.ts';
import { mintToken } from '../platform/access/index.ts';
import { writePrivately } from '../platform/private-file.ts';

const shape = /^[A-Za-z0-9_-]{43}$/u;

/**
 * What somebody shows who asks for the figures: as it is given, else what lies in `metrics.token` of the folder, which is made where there is
 * none, so that Prometheus can be pointed at it and it outlives restarts.
 */
export async function metricsToken(folder: string, given: string | undefined): Promise<string> {
  if (given !== undefined) return checked(given, 'YINGKE_METRICS_TOKEN');
  const path = join(folder, 'metrics.token');
  const kept = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return null;
  });
  if (kept !== null) {
    await chmod(path, 0o600);
    return checked(kept.trim(), path);
  }
  const made = mintToken();
  await writePrivately(path, made);
  return made;
}

function checked(token: string, from: string): string {
  if (shape.test(token)) return token;
  throw new Complaint('metrics_token', `${from} is no token: 32 random bytes in base64url, 43 characters.`);
}
