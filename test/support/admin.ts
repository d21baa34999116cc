import {
  type AdminAnswer,
  type AdminCallName,
  type AdminRequest,
  adminBase,
  adminCalls,
} from '#shared/protocol/admin.ts';
import type { Answer } from '#shared/protocol/errors.ts';

/** One call of the administration as it goes over the wire. `request` as it is, right or wrong. */
export async function callAdmin(
  url: string,
  token: string | null,
  name: AdminCallName,
  request: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; headers: Headers; answer: Answer<unknown> }> {
  const { method, path } = adminCalls[name];
  const response = await fetch(url + adminBase + path, {
    method,
    headers: {
      ...(method !== 'GET' && { 'content-type': 'application/json' }),
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(method !== 'GET' && { body: typeof request === 'string' ? request : JSON.stringify(request) }),
  });
  return {
    status: response.status,
    headers: response.headers,
    answer: (await response.json()) as Answer<unknown>,
  };
}

/** Asks as somebody, and gets the value in the shape that was promised; rejects with the refusal's code. */
export function adminAs(url: string, token: string) {
  return async <C extends AdminCallName>(name: C, request: AdminRequest<C>): Promise<AdminAnswer<C>> => {
    const { answer } = await callAdmin(url, token, name, request);
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    return adminCalls[name].answer.parse(answer.value) as AdminAnswer<C>;
  };
}
