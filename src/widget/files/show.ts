import type { FileRef } from '#shared/domain/attached.ts';
import type { filePaths, LinksAnswer } from '#shared/protocol/files.ts';
import { ask } from './ask.ts';
import type { FilesDoor, OutboxFile } from './contract.ts';
import { ownBytes } from './own.ts';
import { make, picture, setBytes, setPicture } from './picture.ts';

type Link = LinksAnswer['links'][number];

/** As `filePaths` has it, without the schemas that stand beside it. */
const linksPath = '/api/visitor/files/links' satisfies typeof filePaths.links;

const isOnWay = (file: FileRef | OutboxFile): file is OutboxFile => 'blob' in file;
const isPicture = (type: string): boolean => /^image\/(png|jpeg|gif|webp)$/.test(type);

/** Pictures keep their place before they are there; other files are rows that are saved. */
export function show(into: HTMLElement, door: FilesDoor, files: readonly (FileRef | OutboxFile)[]): void {
  const fill = new Map<string, (link: Link) => void>();
  into.replaceChildren(...files.map((file) => (isOnWay(file) ? waiting(file) : sent(file))));

  function sent(file: FileRef): HTMLElement {
    const { id, name, type, size, width = 160, height = 120 } = file;
    const drawn = isPicture(type) ? picture(name, width, height) : null;
    const whole = drawn ? drawn.button : row(name, size);
    const own = ownBytes(id);
    if (drawn && own) setBytes(drawn.image, own);
    else
      fill.set(id, ({ url, thumb }) => {
        if (drawn) setRemote(drawn.image, door.base + (thumb ?? url));
        else (whole as HTMLAnchorElement).href = door.base + url;
      });
    whole.addEventListener('click', (event) => {
      event.preventDefault();
      // Links are good for an hour, and a page may stand for days.
      linksOf(door, [id]).then(
        ([link]) => link && (drawn ? enlarge(into, door, name, link) : save(door, link)),
        () => undefined,
      );
    });
    return whole;
  }

  // Names stay where there is no line; with the next drawing it is tried again.
  if (fill.size > 0)
    linksOf(door, [...fill.keys()]).then(
      (links) => {
        for (const link of links) fill.get(link.id)?.(link);
      },
      () => undefined,
    );
}

const setRemote = (image: HTMLImageElement, address: string): void =>
  setPicture(image, address, async () => (await fetch(address, { credentials: 'omit' })).blob());

async function linksOf(door: FilesDoor, ids: readonly string[]): Promise<readonly Link[]> {
  const answer = await ask<LinksAnswer>(door, 'POST', linksPath, { ids });
  return answer.ok ? answer.value.links : [];
}

/** A small one, from the bytes that are here. */
function waiting({ name, blob }: OutboxFile): HTMLElement {
  if (!isPicture(blob.type)) return make('span', '', label(name, blob.size));
  const { button, image } = picture(name, 96, 96);
  button.disabled = true;
  button.style.cursor = '';
  setBytes(image, blob);
  return button;
}

function label(name: string, size: number): string {
  const kilobytes = Math.ceil(size / 1000);
  return `📎 ${name} (${kilobytes < 1000 ? `${kilobytes} kB` : `${(size / 1e6).toFixed(1)} MB`})`;
}

function row(name: string, size: number): HTMLAnchorElement {
  const anchor = make(
    'a',
    'display:block;padding:4px 0;overflow-wrap:anywhere;cursor:pointer',
    label(name, size),
  );
  anchor.href = '#';
  return anchor;
}

/** The hub sends it as a download: the page stays. */
function save(door: FilesDoor, link: Link): void {
  const anchor = make('a', '');
  anchor.href = door.base + link.url;
  anchor.rel = 'noopener noreferrer';
  anchor.target = '_blank';
  anchor.click();
}

/** In front of the page; Esc, or a click, ends it. */
function enlarge(near: HTMLElement, door: FilesDoor, name: string, link: Link): void {
  const dialog = make('dialog', 'padding:0;border:0;background:none;max-width:96vw;max-height:96vh');
  dialog.dataset.yk = 'large';
  dialog.setAttribute('aria-label', name);
  const button = make('button', 'padding:0;border:0;background:none;cursor:zoom-out');
  button.type = 'button';
  button.setAttribute('aria-label', name);
  const image = make('img', 'display:block;max-width:96vw;max-height:94vh;object-fit:contain');
  image.alt = name;
  button.append(image);
  setRemote(image, door.base + link.url);
  button.addEventListener('click', () => dialog.close());
  // The panel would be closed by the same key.
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  dialog.addEventListener('close', () => dialog.remove());
  dialog.append(button);
  near.append(dialog);
  dialog.showModal();
}
