import { open } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { RefusalError } from '#shared/protocol/errors.ts';
import { endingOf } from './names.ts';
import { isWide, looksLikeText } from './plain-text.ts';

/** A kind of file that is taken. */
export type Kind = {
  readonly type: string;
  /** Ending that its name gets, and others that may stay. */
  readonly extension: string;
  readonly others: readonly string[];
  /** It is drawn anew: nothing of what was sent is kept. */
  readonly isPicture: boolean;
};

const kind = (type: string, extension: string, ...others: string[]): Kind => ({
  type,
  extension,
  others,
  isPicture: type.startsWith('image/'),
});

const office = 'application/vnd.openxmlformats-officedocument';
const openDocument = 'application/vnd.oasis.opendocument';

/** By what is found in them. What is not here is refused, whatever it is called: SVG, HTML, programs, archives of code. */
const known: ReadonlyMap<string, Kind> = new Map(
  [
    kind('image/png', 'png'),
    kind('image/jpeg', 'jpg', 'jpeg', 'jfif'),
    kind('image/gif', 'gif'),
    kind('image/webp', 'webp'),
    kind('application/pdf', 'pdf'),
    kind(`${office}.wordprocessingml.document`, 'docx'),
    kind(`${office}.spreadsheetml.sheet`, 'xlsx'),
    kind(`${office}.presentationml.presentation`, 'pptx'),
    kind(`${openDocument}.text`, 'odt'),
    kind(`${openDocument}.spreadsheet`, 'ods'),
    kind(`${openDocument}.presentation`, 'odp'),
    kind('application/zip', 'zip'),
    kind('audio/mpeg', 'mp3'),
    kind('audio/x-m4a', 'm4a'),
    kind('audio/ogg', 'ogg', 'oga', 'opus'),
    kind('video/mp4', 'mp4', 'm4v'),
    kind('video/webm', 'webm'),
  ].map((each) => [each.type, each]),
);

/** Other words of the one who looks for the same. */
const same: Readonly<Record<string, string>> = {
  'image/apng': 'image/png',
  'audio/mp4': 'audio/x-m4a',
  'audio/opus': 'audio/ogg',
  'audio/ogg; codecs=opus': 'audio/ogg',
  'application/ogg': 'audio/ogg',
  'video/x-m4v': 'video/mp4',
};

/** Word, Excel and PowerPoint of before 2007 are one container, which says no more: what its name says it is. */
const oldOffice: Readonly<Record<string, Kind>> = {
  doc: kind('application/msword', 'doc'),
  xls: kind('application/vnd.ms-excel', 'xls'),
  ppt: kind('application/vnd.ms-powerpoint', 'ppt'),
};

/** Nothing in them says what they are: their name does, and there must be nothing but text in them. */
const plain: Readonly<Record<string, Kind>> = {
  txt: kind('text/plain', 'txt', 'log', 'md'),
  log: kind('text/plain', 'txt', 'log', 'md'),
  md: kind('text/plain', 'txt', 'log', 'md'),
  csv: kind('text/csv', 'csv'),
};

/** So much of a file is looked at to know its kind; nothing of it is unpacked beyond that. Bytes. */
const head = 256 * 1024;

/** What the file at `path` is, by its content. Throws `file_type` for what is not taken. */
export async function kindOf(path: string, name: string): Promise<Kind> {
  const start = await startOf(path);
  const ending = endingOf(name);
  // Text of two bytes a character begins as a rare kind of MP3 does.
  const found = isWide(start) ? undefined : await fileTypeFromBuffer(start);
  if (found !== undefined) {
    const type = same[found.mime] ?? found.mime;
    const taken = type === 'application/x-cfb' ? oldOffice[ending] : known.get(type);
    if (taken === undefined) throw new RefusalError('file_type');
    return taken;
  }
  const text = Object.hasOwn(plain, ending) ? plain[ending] : undefined;
  if (text === undefined || !(await looksLikeText(path))) throw new RefusalError('file_type');
  return text;
}

async function startOf(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(head), 0, head, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
