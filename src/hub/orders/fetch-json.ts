import { lookup as systemLookup } from 'node:dns';
import * as http from 'node:http';
import * as https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { OrdersFault } from '#shared/protocol/orders.ts';
import { mayReach } from './addresses.ts';

/** Bytes of an answer: of twenty orders a tenth of it. */
export const maxAnswer = 256 * 1024;

export type Fetched =
  | { readonly json: unknown }
  | { readonly fault: OrdersFault; readonly status: number | null };

/** A fault of ours in the place of the system's. */
class Fault extends Error {
  readonly fault: OrdersFault;
  readonly status: number | null;
  constructor(fault: OrdersFault, status: number | null = null) {
    super(fault);
    this.fault = fault;
    this.status = status;
  }
}

/**
 * Asks one address, once, for JSON; with `post`, sends that instead, and any answer of success will do (`json` is null then). The address that is connected to is the one that was judged: a name that leads elsewhere the next
 * time it is asked for gains nothing. Nobody is followed to another address; the answer is taken up to `maxAnswer`, within `patience`, all in all.
 */
export function fetchJson(options: {
  readonly url: string;
  readonly internal: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly patience: number;
  /** JSON that is sent to it. */
  readonly post?: string;
  /** The system's; a test has its own. */
  readonly resolve?: typeof systemLookup;
}): Promise<Fetched> {
  const { url, internal, headers, patience, post, resolve = systemLookup } = options;
  const { protocol, hostname } = new URL(url);
  const literal = hostname.replace(/^\[|\]$/gu, '');
  if (isIP(literal) !== 0 && !mayReach(literal, internal))
    return Promise.resolve({ fault: 'private_address', status: null });

  const lookup: LookupFunction = (host, asked, done) => {
    resolve(host, { ...asked, all: true }, (error, found) => {
      if (error !== null) return done(error, '');
      if (found.length === 0 || !found.every(({ address }) => mayReach(address, internal)))
        return done(new Fault('private_address'), '');
      const [first] = found;
      if (asked.all === true) done(null, found);
      else done(null, first?.address ?? '', first?.family);
    });
  };

  return new Promise((answer) => {
    const { request } = protocol === 'https:' ? https : http;
    const asking = request(url, {
      agent: false,
      lookup,
      method: post === undefined ? 'GET' : 'POST',
      headers: {
        ...(post !== undefined && { 'content-type': 'application/json' }),
        accept: 'application/json',
        'accept-encoding': 'identity',
        'user-agent': 'Yingke',
        ...headers,
      },
    });
    const timer = setTimeout(() => asking.destroy(new Fault('late')), patience);
    const end = (fetched: Fetched) => {
      clearTimeout(timer);
      answer(fetched);
    };
    asking.once('error', (error) => end(faultIn(error)));
    asking.once('response', (response) => {
      const status = response.statusCode ?? 0;
      if (status >= 300 && status < 400) return void asking.destroy(new Fault('redirect', status));
      const isGood = post === undefined ? status === 200 : status >= 200 && status < 300;
      if (!isGood) return void asking.destroy(new Fault('status', status));
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > maxAnswer) asking.destroy(new Fault('too_large', status));
      });
      // Cut in the middle, by them or by us: the request has the reason where it is ours.
      response.once('error', (error) => end(faultIn(error)));
      response.once('end', () => {
        if (size > maxAnswer) return;
        if (post !== undefined) return end({ json: null });
        try {
          end({ json: JSON.parse(Buffer.concat(chunks).toString('utf8')) });
        } catch {
          end({ fault: 'not_json', status });
        }
      });
    });
    asking.end(post);
  });
}

function faultIn(error: Error): Fetched {
  if (error instanceof Fault) return { fault: error.fault, status: error.status };
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return { fault: 'no_host', status: null };
  if (/CERT|SELF_SIGNED|ERR_TLS|ERR_SSL|EPROTO|UNABLE_TO/u.test(code))
    return { fault: 'no_trust', status: null };
  return { fault: 'no_connection', status: null };
}
