import { randomUUID } from 'node:crypto';
import { httpPaths, type RegisterAnswer, type SignInAnswer } from '#shared/protocol/handshake.ts';
import { protocolVersion } from '#shared/protocol/version.ts';
import { origin, person } from './people.ts';

/** What everybody says at the hub's door. */
export const door = { protocol: protocolVersion, app: 'bench/0', device: randomUUID() };

async function post<T>(url: string, body: object, headers: Record<string, string> = {}): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ ...door, ...body }),
  });
  const answer = (await response.json()) as { ok: boolean; value: T };
  if (!answer.ok) throw new Error(`${url}: ${JSON.stringify(answer)}`);
  return answer.value;
}

/** A new visitor's token. */
export async function register(url: string): Promise<string> {
  const visitor = await post<RegisterAnswer>(url + httpPaths.register, { locale: 'zh-CN' }, { origin });
  return visitor.token;
}

/** The agent's token. */
export async function signIn(url: string): Promise<string> {
  const { email, password } = person;
  return (await post<SignInAnswer>(url + httpPaths.signIn, { email, password })).token;
}
