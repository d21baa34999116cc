import { newId } from '#shared/domain/key.ts';
import { maxFileBytes, maxFiles } from '#shared/protocol/limits.ts';
import { filesEn } from '../locales/en.ts';
import { fill } from '../locales/fill.ts';
import { filesZh } from '../locales/zh-CN.ts';
import type { FilesModule, OutboxFile } from './contract.ts';

/** The bytes as they are now; null for what is a folder, is empty, or may not be read. */
async function bytesOf(file: File): Promise<Blob | null> {
  const bytes = await file.arrayBuffer().catch(() => null);
  return bytes?.byteLength ? new Blob([bytes], { type: file.type }) : null;
}

/** What was given last is read one after the other: a large file that came before a small one stays before it. */
let before: Promise<unknown> = Promise.resolve();

export const choose: FilesModule['choose'] = (given, locale) => {
  const chosen = before.then(() => look(given, locale));
  before = chosen;
  return chosen;
};

/** The hub looks at them once more; what is refused here need not travel first. */
const look: FilesModule['choose'] = async (given, locale) => {
  const words = locale === 'en' ? filesEn : filesZh;
  const files: OutboxFile[] = [];
  const said: string[] = given.length > maxFiles ? [fill(words.tooMany, { count: maxFiles })] : [];
  for (const file of given.slice(0, maxFiles)) {
    const name = file.name || 'image.png';
    const blob = file.size > maxFileBytes ? null : await bytesOf(file);
    if (blob) files.push({ key: newId(), name, blob });
    else if (file.size > maxFileBytes) said.push(fill(words.tooLarge, { name, most: maxFileBytes >> 20 }));
    else said.push(fill(words.unreadable, { name }));
  }
  return { files, said: said.join(' ') };
};
