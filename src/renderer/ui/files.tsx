import { AudioLines, File, FileArchive, FileText, FileVideo, Sheet } from 'lucide-react';

/** What can be shown in a page; all else is a row with a name. */
export function isPicture(type: string): boolean {
  return /^image\/(png|jpeg|gif|webp)$/.test(type);
}

export function FileIcon({ type }: { readonly type: string }) {
  const Icon = iconOf(type);
  return <Icon size={18} aria-hidden="true" className="shrink-0 text-ink-3" />;
}

function iconOf(type: string) {
  if (type.startsWith('audio/')) return AudioLines;
  if (type.startsWith('video/')) return FileVideo;
  if (/zip|compressed/.test(type)) return FileArchive;
  if (/sheet|excel|csv/.test(type)) return Sheet;
  return /pdf|word|document|text|presentation/.test(type) ? FileText : File;
}

/** "2.4 MB" */
export function sizeText(bytes: number, locale: string): string {
  const [value, unit] =
    bytes < 1_000
      ? [bytes, 'byte']
      : bytes < 1_000_000
        ? [bytes / 1_000, 'kilobyte']
        : [bytes / 1_000_000, 'megabyte'];
  const digits = value < 10 && unit !== 'byte' ? 1 : 0;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits: digits,
  }).format(value);
}
