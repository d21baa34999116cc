import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { filePaths } from '#shared/protocol/files.ts';
import { filePiece } from '#shared/protocol/limits.ts';
import {
  beginUpload,
  download,
  linksOf,
  movingGif,
  photo,
  png,
  type Sender,
  sendPiece,
  upload,
  uploaded,
} from '../support/files.ts';
import {
  deskClient,
  say,
  signIn,
  startTestHub,
  type TestHub,
  testPeople,
  visitorClient,
} from '../support/hub.ts';

let hub: TestHub;
beforeEach(async () => {
  hub = await startTestHub({ fileLimits: { size: 3_000_000, visitorPerDay: 4_000_000 } });
});
afterEach(() => hub.stop());

async function visitorSender() {
  const client = await visitorClient(hub.url);
  return { client, who: { as: 'visitor', token: client.token } as const satisfies Sender };
}

async function deskSender(person: (typeof testPeople)[keyof typeof testPeople] = testPeople.ann) {
  const { token } = await signIn(hub.url, person);
  return { client: await deskClient(hub.url, { token }), who: { as: 'desk', token } as const };
}

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const code = async (name: string, bytes: Uint8Array, who?: Sender) => {
  const answer = await upload(hub.url, who ?? (await visitorSender()).who, name, bytes);
  return answer.ok ? answer.value.file?.type : answer.error.code;
};

/** All bytes that lie in the hub's folder of files. */
async function onDisk(): Promise<string[]> {
  const names = await readdir(join(hub.folder, 'files'), { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  return names.filter((each) => each.isFile()).map(({ name }) => name);
}

describe('a picture', () => {
  test('goes from the visitor to the agent with a message, and is what they sent', async () => {
    const ann = await deskSender();
    const { client, who } = await visitorSender();
    const file = await uploaded(hub.url, who, 'parcel.png', await png(800, 600));
    expect(file).toMatchObject({ name: 'parcel.png', type: 'image/png', width: 800, height: 600 });

    const key = newId();
    const ack = await client.get('message.send', { key, text: '', files: [file.id], page: null });
    const { entry, conversation } = await ann.client.until('entry', (n) => n.entry.body.kind === 'message');
    expect(entry.body).toEqual({ kind: 'message', text: '', files: [file] });
    expect(conversation.lastMessage).toMatchObject({ text: '', files: { count: 1, kind: 'image' } });

    const response = await download(hub.url, ann.who.token, file.id);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width: 800, height: 600 });
    expect(bytes.length).toBe(file.size);
    const thumb = await download(hub.url, ann.who.token, file.id, 'thumb');
    expect(await sharp(await thumb.arrayBuffer()).metadata()).toMatchObject({ format: 'webp', width: 480 });

    const again = await client.get('message.send', { key, text: '', files: [file.id], page: null });
    expect(again, '[P3] the same again').toEqual(ack);
    const other = await client.ask('message.send', { key, text: '', page: null, files: [newId()] });
    expect(other, '[P3] another payload').toEqual({ ok: false, error: { code: 'conflict' } });
    const pulled = await client.get('transcript.pull', {
      conversationId: ack.conversationId,
      after: 0,
      limit: 50,
    });
    expect(pulled.entries.find((e) => e.id === ack.id)?.body).toMatchObject({ files: [{ id: file.id }] });
  });

  test('is turned upright and says nothing of where it was taken', async () => {
    const { who } = await deskSender();
    const sent = await photo();
    expect(sent.includes('canary-of-exif')).toBe(true);
    const file = await uploaded(hub.url, who, 'IMG_0001.JPEG', sent);
    expect(file).toMatchObject({ name: 'IMG_0001.jpeg', width: 200, height: 300 });
    for (const variant of ['file', 'thumb']) {
      const bytes = Buffer.from(await (await download(hub.url, who.token, file.id, variant)).arrayBuffer());
      expect(bytes.includes('canary-of-exif'), variant).toBe(false);
      const { exif, orientation } = await sharp(bytes).metadata();
      expect({ exif, orientation }, variant).toEqual({ exif: undefined, orientation: undefined });
    }
  });

  test('that moves goes on moving', async () => {
    const { who } = await deskSender();
    const file = await uploaded(hub.url, who, 'x.gif', await movingGif());
    expect(file).toMatchObject({ type: 'image/gif', width: 40, height: 30 });
    const bytes = await (await download(hub.url, who.token, file.id)).arrayBuffer();
    expect((await sharp(bytes, { animated: true }).metadata()).pages).toBe(3);
  });

  test('with something behind it is a picture alone', async () => {
    const { who } = await deskSender();
    const polyglot = Buffer.concat([
      await png(20, 20),
      Buffer.from('<script>canary()</script>'),
      zipOf('payload.js', 'canary()'),
    ]);
    const file = await uploaded(hub.url, who, 'polyglot.html', polyglot);
    expect(file).toMatchObject({ type: 'image/png', name: 'polyglot.html.png' });
    const kept = Buffer.from(await (await download(hub.url, who.token, file.id)).arrayBuffer());
    expect(kept.includes('canary')).toBe(false);
  });

  test('that would be too large in memory, or is none, is refused and gone', async () => {
    const { who } = await deskSender();
    const bomb = hugePng(20_000);
    expect(bomb.length).toBeLessThan(3_000_000);
    expect(await code('bomb.png', bomb, who)).toBe('file_broken');
    const cut = (await png(600, 600)).subarray(0, 200);
    expect(await code('cut.png', cut, who)).toBe('file_broken');
    expect(await onDisk()).toEqual([]);
    // And the next one is drawn as if nothing had been.
    expect(await code('fine.png', await png(10, 10), who)).toBe('image/png');
  });
});

describe('what is taken is found in the file', () => {
  test('pages, drawings and programs are refused, whatever they are called', async () => {
    const { who } = await deskSender();
    const html = '<!doctype html><script>canary()</script>';
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="canary()"/>';
    const refused: [string, string | Buffer][] = [
      ['page.html', html],
      ['page.png', html],
      ['page.txt', html],
      ['page.csv', `\ufeff  ${html}`],
      ['drawing.svg', svg],
      ['drawing.png', svg],
      ['drawing.txt', `<?xml version="1.0"?>${svg}`],
      ['program.exe', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])],
      ['program.txt', Buffer.concat([Buffer.from('\x7fELF'), Buffer.alloc(200)])],
      ['script.sh', '#!/bin/sh\nrm -rf /\n'],
      ['script.txt', '#!/bin/sh\nrm -rf /\n'],
      ['script.js', 'canary()'],
      ['binary.txt', Buffer.from([65, 66, 0, 1, 2])],
      ['noname', 'plain'],
      ['program.zip', zipOf('META-INF/MANIFEST.MF', 'Manifest-Version: 1.0')],
      ['wide.txt', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('<html><script>', 'utf16le')])],
    ];
    for (const [name, bytes] of refused)
      expect(await code(name, Buffer.from(bytes), who), name).toBe('file_type');
    expect(await onDisk()).toEqual([]);
  });

  test('papers, archives, tables and texts are taken as they are', async () => {
    const { who } = await deskSender();
    const taken: [string, string | Buffer, string][] = [
      ['a.pdf', pdf, 'application/pdf'],
      ['a.zip', zipOf('a.txt', 'hello'), 'application/zip'],
      ['a.txt', '你好，世界\n', 'text/plain'],
      ['a.csv', Buffer.from([0xc4, 0xe3, 0xba, 0xc3, 0x2c, 0x31, 0x0a]), 'text/csv'],
      [
        'a.ogg',
        Buffer.concat([Buffer.from('OggS\0\x02'), Buffer.alloc(22), Buffer.from('\x01\x1e\x01vorbis')]),
        'audio/ogg',
      ],
    ];
    for (const [name, bytes, type] of taken)
      expect(await code(name, Buffer.from(bytes), who), name).toBe(type);
    const file = await uploaded(hub.url, who, 'a.pdf', pdf);
    expect(Buffer.from(await (await download(hub.url, who.token, file.id)).arrayBuffer())).toEqual(pdf);
  });

  test('a bomb of an archive is not unpacked', async () => {
    const { who } = await deskSender();
    const bomb = zipOf('[Content_Types].xml', Buffer.alloc(300_000_000));
    expect(bomb.length).toBeLessThan(1_000_000);
    const before = process.memoryUsage().rss;
    const type = await code('bomb.docx', bomb, who);
    expect(['file_type', 'application/zip']).toContain(type);
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });

  test('names lose their paths, directions and lies', async () => {
    const { who } = await deskSender();
    const names: [string, string][] = [
      ['../../etc/passwd', 'passwd.pdf'],
      ['..\\..\\windows\\system.ini', 'system.ini.pdf'],
      ['invoice\u202Efdp.exe', 'invoicefdp.exe.pdf'],
      ['a\u0000b\r\n.pdf', 'ab.pdf'],
      ['.pdf', 'pdf.pdf'],
      ['', 'file.pdf'],
      ['CON.pdf', '_CON.pdf'],
      ['合同 （终稿）.PDF', '合同 （终稿）.pdf'],
      [`${'长'.repeat(400)}.pdf`, `${'长'.repeat(116)}.pdf`],
    ];
    for (const [given, shown] of names)
      expect((await uploaded(hub.url, who, given, pdf)).name, given).toBe(shown);
    const { id } = await uploaded(hub.url, who, '"; filename="x.html', pdf);
    const header = (await download(hub.url, who.token, id)).headers.get('content-disposition');
    expect(header).toBe(
      `attachment; filename="___filename__x.html.pdf"; filename*=UTF-8''_%3B%20filename%3D_x.html.pdf`,
    );
  });
});

describe('who may have it', () => {
  test('only who reads the conversation, and no page of anywhere', async () => {
    const ann = await deskSender();
    const { client, who } = await visitorSender();
    const file = await uploaded(hub.url, who, 'a.pdf', pdf);
    expect((await download(hub.url, ann.who.token, file.id)).status, 'not said yet').toBe(404);
    await client.get('message.send', { key: newId(), text: 'see', files: [file.id], page: null });
    await ann.client.until('entry', (n) => n.entry.body.kind === 'assigned');

    const ben = await deskSender(testPeople.ben);
    const sue = await deskSender(testPeople.sue);
    const statusOf = async (token: string, headers = {}) =>
      (await download(hub.url, token, file.id, 'file', headers)).status;
    expect(await statusOf(ann.who.token)).toBe(200);
    expect(await statusOf(sue.who.token)).toBe(200);
    expect(await statusOf(ben.who.token)).toBe(404);
    expect(await statusOf('x'.repeat(43))).toBe(401);
    expect(await statusOf(ann.who.token, { origin: 'https://evil.example' })).toBe(403);
    expect((await fetch(`${hub.url}${filePaths.bytes}/${file.id}/file`)).status).toBe(400);
    for (const path of ['../hub.sqlite', '%2e%2e%2fhub.sqlite', `${file.id}/../../../hub.sqlite`])
      expect([400, 404]).toContain((await fetch(`${hub.url}${filePaths.bytes}/${path}/file`)).status);
  });

  test('a link shows it for a while, as a download that can run nothing', async () => {
    const { client, who } = await visitorSender();
    const stranger = await visitorSender();
    const file = await uploaded(hub.url, who, 'a.png', await png(30, 30));
    await client.get('message.send', { key: newId(), text: '', files: [file.id], page: null });

    const foreign = await linksOf(hub.url, stranger.who, [file.id]);
    expect(foreign).toMatchObject({ ok: true, value: { links: [] } });
    const answer = await linksOf(hub.url, who, [file.id, newId()]);
    if (!answer.ok) throw new Error(answer.error.code);
    const [link] = answer.value.links;
    expect(answer.value.links).toHaveLength(1);
    const response = await fetch(hub.url + link!.url);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': expect.stringMatching(/^attachment;/u),
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect((await fetch(hub.url + link!.thumb!)).headers.get('content-type')).toBe('image/webp');

    const spoilt = [
      link!.url.replace('/file?', '/thumb?'),
      link!.url.replace(/until=(\d)/u, 'until=9$1'),
      link!.url.replace(/.$/u, (last) => (last === 'A' ? 'B' : 'A')),
      link!.url.replace(file.id, newId()),
    ];
    for (const url of spoilt) expect((await fetch(hub.url + url)).status, url).toBe(404);
  });

  test('what is taken back is not shown any more', async () => {
    const ann = await deskSender();
    const { client, who } = await visitorSender();
    const { conversationId } = await say(client, 'hello');
    await ann.client.until('entry', (n) => n.entry.body.kind === 'assigned');
    const file = await uploaded(hub.url, ann.who, 'wrong.pdf', pdf);
    const sent = await ann.client.get('message.send', {
      ...{ conversationId, key: newId(), text: '', files: [file.id] },
    });
    const before = await linksOf(hub.url, who, [file.id]);
    if (!before.ok) throw new Error(before.error.code);
    expect(before.value.links).toHaveLength(1);
    await ann.client.get('message.recall', { conversationId, key: newId(), entryId: sent.id });
    expect(await linksOf(hub.url, who, [file.id])).toMatchObject({ ok: true, value: { links: [] } });
    expect((await fetch(hub.url + before.value.links[0]!.url)).status).toBe(404);
  });

  test('nobody says what another has sent here, and nothing is said in two conversations', async () => {
    const ann = await deskSender();
    const one = await visitorSender();
    const two = await visitorSender();
    const theirs = await uploaded(hub.url, one.who, 'a.pdf', pdf);
    const message = { key: newId(), text: '', files: [theirs.id], page: null };
    expect(await two.client.ask('message.send', message)).toEqual({
      ok: false,
      error: { code: 'file_gone' },
    });
    expect(await one.client.ask('message.send', { ...message, files: [newId()] })).toEqual({
      ok: false,
      error: { code: 'file_gone' },
    });
    const first = await say(one.client, 'one');
    const second = await say(two.client, 'two');
    const mine = await uploaded(hub.url, ann.who, 'b.pdf', pdf);
    const send = (conversationId: string) =>
      ann.client.ask('message.send', { conversationId, key: newId(), text: '', files: [mine.id] });
    await ann.client.until(
      'entry',
      (n) => n.entry.conversationId === second.conversationId && n.entry.body.kind === 'assigned',
    );
    expect((await send(first.conversationId)).ok).toBe(true);
    expect((await send(first.conversationId)).ok, 'again where it was said').toBe(true);
    expect(await send(second.conversationId)).toEqual({ ok: false, error: { code: 'file_gone' } });
    const half = await beginUpload(hub.url, one.who, 'c.pdf', 1000);
    if (!half.ok) throw new Error(half.error.code);
    expect(
      await one.client.ask('message.send', { ...message, key: newId(), files: [half.value.id] }),
      'not all of it is here',
    ).toEqual({ ok: false, error: { code: 'file_gone' } });
  });

  test('a message without a word needs a file, and files are few and each once', async () => {
    const { client, who } = await visitorSender();
    const file = await uploaded(hub.url, who, 'a.pdf', pdf);
    const ask = async (text: string, files?: string[]) => {
      const answer = await client.ask('message.send', {
        key: newId(),
        text,
        page: null,
        ...(files && { files }),
      });
      return answer.ok ? 'ok' : answer.error.code;
    };
    expect(await ask('')).toBe('bad_request');
    expect(await ask('x', [])).toBe('bad_request');
    expect(await ask('x', [file.id, file.id])).toBe('bad_request');
    expect(
      await ask(
        'x',
        Array.from({ length: 11 }, () => newId()),
      ),
    ).toBe('bad_request');
  });
});

describe('on the way', () => {
  const large = () =>
    Buffer.concat([pdf, createHash('sha512').update('x').digest(), Buffer.alloc(2 * filePiece, 65)]);

  test('who was cut off goes on where the hub says, also after it was started anew', async () => {
    const { who } = await deskSender();
    const bytes = large();
    const key = newId();
    const begun = await beginUpload(hub.url, who, 'a.pdf', bytes.length, key);
    if (!begun.ok) throw new Error(begun.error.code);
    const { id } = begun.value;
    expect(begun.value).toMatchObject({ at: 0, file: null });
    await sendPiece(hub.url, who, id, 0, bytes.subarray(0, filePiece));
    // A piece whose answer was lost is not written twice.
    expect(await sendPiece(hub.url, who, id, 0, bytes.subarray(0, filePiece))).toMatchObject({
      error: { code: 'conflict' },
    });
    await hub.restart();
    const again = await beginUpload(hub.url, who, 'a.pdf', bytes.length, key);
    expect(again).toEqual({ ok: true, value: { id, at: filePiece, file: null } });
    expect(await beginUpload(hub.url, who, 'a.pdf', 5, key)).toMatchObject({ error: { code: 'conflict' } });

    const done = await upload(hub.url, who, 'a.pdf', bytes, key);
    expect(done).toMatchObject({ ok: true, value: { file: { id, size: bytes.length } } });
    expect(await upload(hub.url, who, 'a.pdf', bytes, key), 'asked again, the same').toEqual(done);
    const kept = Buffer.from(await (await download(hub.url, who.token, id)).arrayBuffer());
    expect(kept.equals(bytes)).toBe(true);
    expect(await onDisk()).toEqual([id]);
  });

  test('a part of it can be asked for', async () => {
    const { who } = await deskSender();
    const { id } = await uploaded(hub.url, who, 'a.pdf', pdf);
    const part = async (range: string) => {
      const response = await download(hub.url, who.token, id, 'file', { range });
      return [response.status, await response.text(), response.headers.get('content-range')];
    };
    expect(await part('bytes=1-3')).toEqual([206, 'PDF', `bytes 1-3/${pdf.length}`]);
    expect((await part('bytes=-6'))[1]).toBe('%%EOF\n');
    expect((await part(`bytes=${pdf.length}-`))[0]).toBe(200);
    expect((await part('bytes=0-1,3-4'))[0]).toBe(200);
  });

  test('no stranger sends or goes on with anything', async () => {
    const { who } = await visitorSender();
    const stranger = await visitorSender();
    const evil = { ...who, origin: 'https://evil.example' };
    expect(await upload(hub.url, evil, 'a.pdf', pdf)).toMatchObject({ error: { code: 'origin_refused' } });
    expect(await upload(hub.url, { ...who, token: 'x'.repeat(43) }, 'a.pdf', pdf)).toMatchObject({
      error: { code: 'unauthenticated' },
    });
    // A visitor's token is none of a desk's, and the other way round.
    expect(await upload(hub.url, { as: 'desk', token: who.token }, 'a.pdf', pdf)).toMatchObject({
      error: { code: 'unauthenticated' },
    });
    const begun = await beginUpload(hub.url, who, 'a.pdf', pdf.length);
    if (!begun.ok) throw new Error(begun.error.code);
    expect(await sendPiece(hub.url, stranger.who, begun.value.id, 0, pdf)).toMatchObject({
      error: { code: 'not_found' },
    });
  });

  test('[P15] no more is taken than is said, than fits, and than one may send in a day', async () => {
    const { who } = await visitorSender();
    expect(await beginUpload(hub.url, who, 'a.pdf', 3_000_001)).toMatchObject({
      error: { code: 'file_size' },
    });
    const begun = await beginUpload(hub.url, who, 'a.pdf', 10);
    if (!begun.ok) throw new Error(begun.error.code);
    expect(await sendPiece(hub.url, who, begun.value.id, 0, pdf)).toMatchObject({
      error: { code: 'too_large' },
    });
    expect(await sendPiece(hub.url, who, begun.value.id, 0, Buffer.alloc(filePiece + 1))).toMatchObject({
      error: { code: 'too_large' },
    });
    await beginUpload(hub.url, who, 'a.pdf', 2_500_000);
    expect(await beginUpload(hub.url, who, 'a.pdf', 2_500_000)).toMatchObject({
      error: { code: 'file_quota' },
    });
  });
});

test('names and contents of files are nowhere in the log', async () => {
  const { who } = await deskSender();
  await code('canary-name.exe', Buffer.from('canary-content'), who);
  const file = await uploaded(hub.url, who, 'canary-name.pdf', pdf);
  await download(hub.url, who.token, file.id);
  expect(hub.log.some(({ code: refused }) => refused === 'file_type')).toBe(true);
  expect(JSON.stringify(hub.log)).not.toMatch(/canary|Bearer/u);
  expect(JSON.stringify(hub.log)).not.toContain(who.token);
});

test('what is erased is gone from the disk', async () => {
  const { client, who } = await visitorSender();
  const file = await uploaded(hub.url, who, 'a.png', await png(10, 10));
  const { conversationId } = await client.get('message.send', {
    ...{ key: newId(), text: '', files: [file.id], page: null },
  });
  expect(await onDisk()).toHaveLength(2);
  expect(await readFile(join(hub.folder, 'files', file.id.slice(-2), file.id))).toHaveLength(file.size);
  expect(await hub.hub.files?.erase([conversationId])).toBe(1);
  expect(await onDisk()).toEqual([]);
});

/** 400 million black pixels in some 50 kB. */
function hugePng(side: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const whole = Buffer.alloc(body.length + 8);
    whole.writeUInt32BE(data.length, 0);
    body.copy(whole, 4);
    whole.writeUInt32BE(crc32(body), body.length + 4);
    return whole;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head[8] = 1;
  const rows = Buffer.alloc((Math.ceil(side / 8) + 1) * side);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** An archive of one packed file. */
function zipOf(name: string, content: string | Buffer): Buffer {
  const plain = Buffer.from(content);
  const packed = deflateRawSync(plain, { level: 9 });
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(packed.length, 18);
  head.writeUInt32LE(plain.length, 22);
  head.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(20, 4);
  central.writeUInt16LE(20, 6);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(plain.length, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + packed.length, 16);
  return Buffer.concat([head, Buffer.from(name), packed, central, Buffer.from(name), end]);
}
