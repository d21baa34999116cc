import { randomBytes } from 'node:crypto';
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import type { WayFault } from '#shared/domain/network/fault.ts';
import { isHere, proxyName, type Route } from '#shared/domain/network/proxy.ts';
import type { NetworkStep } from '#shared/ipc/network.ts';
import { socketPath } from '#shared/protocol/handshake.ts';
import { WayError } from './way-error.ts';
import type { WayOut } from './way-out.ts';

/** Milliseconds. */
const patience = 12_000;

export type TryOptions = {
  readonly hub: string;
  readonly way: WayOut;
  readonly routes: (url: string) => Promise<readonly Route[]>;
  /** What was heard of that origin last. */
  readonly faultOf: (origin: string) => WayFault | null;
};

/** Which way is meant, whether the hub answers on it, and whether it lets a WebSocket through. Ends at the first step that fails. */
export async function tryWay({ hub, way, routes, faultOf }: TryOptions): Promise<NetworkStep[]> {
  const { origin, hostname } = new URL(hub);
  const steps: NetworkStep[] = [];

  async function step(name: NetworkStep['step'], act: () => Promise<string>): Promise<boolean> {
    const from = performance.now();
    const took = () => Math.round(performance.now() - from);
    try {
      const detail = await act();
      steps.push({ step: name, ok: true, took: took(), detail, fault: null });
      return true;
    } catch (error) {
      const said = error instanceof WayError ? error.fault : null;
      const fault = name === 'way' ? said : (faultOf(origin) ?? said);
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      steps.push({ step: name, ok: false, took: took(), detail: code.slice(0, 80), fault });
      return false;
    }
  }

  const named = () =>
    step('way', async () => {
      const found: readonly Route[] = isHere(hostname) ? ['direct'] : await routes(`${origin}/`);
      if (found.length === 0) throw new WayError({ kind: 'script' });
      return found.map((route) => (route === 'direct' ? route : proxyName(route))).join(', ');
    });
  const answers = () =>
    step('hub', async () => {
      const signal = AbortSignal.timeout(patience);
      const asked = { method: 'GET', headers: { accept: 'application/json' }, body: null, signal } as const;
      const { status } = await way.send(`${origin}/health`, asked);
      if (status !== 200) throw Object.assign(new Error('no hub answers'), { code: `HTTP ${status}` });
      return `HTTP ${status}`;
    });
  const upgrades = () => step('live', () => upgraded(origin, way));
  void ((await named()) && (await answers()) && (await upgrades()));
  return steps;
}

/** Whether there is a way; what became of it is heard where all is heard. */
export async function knock(way: WayOut, origin: string): Promise<void> {
  const signal = AbortSignal.timeout(patience);
  const asked = { method: 'GET', headers: { accept: 'application/json' }, body: null, signal } as const;
  await way.send(`${origin}/health`, asked).then(
    () => undefined,
    () => undefined,
  );
}

async function upgraded(origin: string, way: WayOut): Promise<string> {
  const url = new URL(`${origin}${socketPath}/?EIO=4&transport=websocket`);
  const agent = await way.agentFor(origin);
  return new Promise((resolve, reject) => {
    const ask = url.protocol === 'https:' ? overHttps : overHttp;
    const asked = ask(url, {
      agent,
      timeout: patience,
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': randomBytes(16).toString('base64'),
      },
    });
    asked.once('timeout', () => asked.destroy(Object.assign(new Error('late'), { code: 'ETIMEDOUT' })));
    asked.once('upgrade', (_answer, socket) => {
      socket.destroy();
      resolve('101');
    });
    asked.once('response', (answer) => {
      answer.resume();
      asked.destroy(Object.assign(new Error('not let through'), { code: `HTTP ${answer.statusCode ?? 0}` }));
    });
    asked.once('error', reject);
    asked.end();
  });
}
