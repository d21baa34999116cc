/** `http`: asked by CONNECT; `https`: the same, within TLS. */
export type ProxyKind = 'http' | 'https' | 'socks4' | 'socks5';
export type ProxyAt = { readonly kind: ProxyKind; readonly host: string; readonly port: number };
/** A way to a host: through a proxy, or straight. */
export type Route = ProxyAt | 'direct';

const kinds: Readonly<Record<string, ProxyKind>> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  // Chromium's word for the old one; it names the other one by its number.
  SOCKS: 'socks4',
  SOCKS4: 'socks4',
  SOCKS5: 'socks5',
};
const usualPorts: Readonly<Record<ProxyKind, number>> = { http: 80, https: 443, socks4: 1080, socks5: 1080 };

/**
 * The ways that are named in "PROXY a:3128; SOCKS5 b; DIRECT", in their order. What cannot be read is left out; where nothing is left,
 * nobody has said a way.
 */
export function routesFrom(answer: string): readonly Route[] {
  return answer.split(';').flatMap((part): readonly Route[] => {
    const [word = '', place = ''] = part.trim().split(/\s+/);
    if (/^direct$/i.test(word)) return ['direct'];
    const kind = kinds[word.toUpperCase()];
    const found = /^(\[[0-9a-f:.]+\]|[^\s:/@[\]]+)(?::(\d{1,5}))?$/i.exec(place);
    if (kind === undefined || found === null) return [];
    const [, host = '', port] = found;
    const number = port === undefined ? usualPorts[kind] : Number(port);
    return number > 0 && number < 65536 ? [{ kind, host: host.replace(/^\[|\]$/g, ''), port: number }] : [];
  });
}

/** As a person, and a file of passwords, knows it: the kind is part of it, for what goes to one is not for another. */
export function proxyName({ kind, host, port }: ProxyAt): string {
  const place = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  return kind === 'http' ? place : `${kind}://${place}`;
}

/** This computer itself is never behind a proxy. */
export function isHere(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  return (
    name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name)
  );
}
