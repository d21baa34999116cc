import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';

/** As Standard Webhooks has them: told by their beginning, wherever they turn up. */
export const newHookSecret = (): string => prefix + randomBytes(32).toString('base64');

/** Headers that say who sent it, when, and under which id: docs/operations.md tells receivers how to check them. */
export function signed(secret: string, id: string, at: number, body: string): Record<string, string> {
  const time = String(Math.floor(at / 1000));
  const key = Buffer.from(secret.slice(prefix.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': `v1,${signature}` };
}
