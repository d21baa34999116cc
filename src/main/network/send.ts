import { type Agent, type ClientRequest, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import type { Answered, Sent } from './way-out.ts';

/** Asks once, and once more where a connection that was kept had just been closed at its other end. */
export async function sendBy(agent: Agent, url: string, sent: Sent): Promise<Answered> {
  const address = new URL(url);
  try {
    return await once(agent, address, sent);
  } catch (error) {
    // What was posted may have been taken: only what can be said twice is.
    if (sent.method === 'POST' || !(error instanceof Stale))
      throw error instanceof Stale ? error.cause : error;
    return await once(agent, address, sent).catch((again: unknown) => {
      throw again instanceof Stale ? again.cause : again;
    });
  }
}

class Stale extends Error {}

function once(agent: Agent, address: URL, { method, headers, body, signal }: Sent): Promise<Answered> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const ask = address.protocol === 'https:' ? overHttps : overHttp;
    const length = body === null ? {} : { 'content-length': `${Buffer.byteLength(body)}` };
    const asked: ClientRequest = ask(address, { agent, method, headers: { ...headers, ...length } });
    const stop = () => asked.destroy();
    signal.addEventListener('abort', stop);
    const fail = (error: Error) => {
      signal.removeEventListener('abort', stop);
      const isStale = asked.reusedSocket && 'code' in error && error.code === 'ECONNRESET';
      if (signal.aborted) reject(signal.reason);
      else reject(isStale ? new Stale('closed meanwhile', { cause: error }) : error);
    };
    asked.on('error', fail);
    asked.on('response', (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', fail);
      answer.on('end', () => {
        signal.removeEventListener('abort', stop);
        const bytes = new Uint8Array(Buffer.concat(parts));
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes });
      });
    });
    asked.end(body ?? undefined);
  });
}
