import { createReadStream, existsSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import sharp from 'sharp';

/** The policy that main sets on the page. What breaks it is an error in the page's console. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
].join('; ');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** Sky over a field, to see where a picture ends. */
function drawn(width: number, height: number): Promise<Buffer> {
  const sky = sharp({ create: { width, height, channels: 3, background: '#8fb8d8' } });
  const field = { create: { width, height: Math.round(height / 3), channels: 3, background: '#6f9a4c' } };
  return sky
    .composite([{ input: field as never, gravity: 'south' }])
    .png()
    .toBuffer();
}

/** Serves a built renderer on a free port of this computer, under its real policy. */
export async function serveRenderer(
  folder: string,
): Promise<{ readonly url: string; readonly server: Server }> {
  const picture = { large: await drawn(1600, 1200), small: await drawn(480, 360) };
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    const asked = /^\/files\/[^/]+\/(file|thumb|own)$/u.exec(path)?.[1];
    if (asked !== undefined) {
      // What main answers under our own address: a picture, large or small.
      response.writeHead(200, { 'content-type': 'image/png', 'content-security-policy': policy });
      response.end(asked === 'file' ? picture.large : picture.small);
      return;
    }
    const file = join(folder, path === '/' ? 'index.html' : path);
    if (!file.startsWith(folder) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    const type = types[extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, 'content-security-policy': policy });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}
