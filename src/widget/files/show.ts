import type { FileRef } from '#shared/domain/attached.ts';
import type { filePaths, LinksAnswer } from '#shared/protocol/files.ts';
import { ask } from './ask.ts';
import type { FilesDoor } from './contract.ts';

type Link = LinksAnswer['links'][number];

/** As `filePaths` has it, without the schemas that stand beside it. */
const linksPath = '/api/visitor/files/links' satisfies typeof filePaths.links;

/** A picture in the log is at most so wide and high, pixels. */
const most = 220;

function make<K extends keyof HTMLElementTagNameMap>(name: K, style: string, text = '') {
  const made = document.createElement(name);
  made.style.cssText = style;
  made.textContent = text;
  return made;
}

/** Pictures keep their place before they are there; other files are rows that are saved. */
export function show(into: HTMLElement, door: FilesDoor, files: readonly FileRef[]): void {
  const drawn = files.map((file) => ({ file, ...(isPicture(file) ? picture(file) : row(file)) }));
  into.replaceChildren(...drawn.map(({ whole }) => whole));
  const fill = async (): Promise<void> => {
    const links = await linksOf(door, files);
    for (const { file, set } of drawn) {
      const link = links.find(({ id }) => id === file.id);
      if (link) set(door, link);
    }
  };
  // Names stay where there is no line; with the next drawing it is tried again.
  fill().catch(() => undefined);
  for (const { whole, file } of drawn) {
    whole.addEventListener('click', (event) => {
      event.preventDefault();
      // Links are good for an hour, and a page may stand for days.
      linksOf(door, [file]).then(
        ([link]) => link && (isPicture(file) ? enlarge(into, door, file, link) : save(door, link)),
        () => undefined,
      );
    });
  }
}

const isPicture = ({ type }: FileRef): boolean => /^image\/(png|jpeg|gif|webp)$/.test(type);

async function linksOf(door: FilesDoor, files: readonly FileRef[]): Promise<readonly Link[]> {
  const answer = await ask<LinksAnswer>(door, linksPath, { ids: files.map(({ id }) => id) });
  return answer.ok ? answer.value.links : [];
}

function picture({ name, width = most, height = most }: FileRef) {
  const scale = Math.min(1, most / width, most / height);
  const button = make(
    'button',
    'display:block;padding:0;border:0;background:none;cursor:zoom-in;max-width:100%',
  );
  button.type = 'button';
  button.setAttribute('aria-label', name);
  const image = make('img', 'display:block;border-radius:8px;max-width:100%;object-fit:cover');
  image.alt = name;
  image.width = Math.max(40, Math.round(width * scale));
  image.height = Math.max(40, Math.round(height * scale));
  button.append(image);
  return {
    whole: button,
    set: (door: FilesDoor, link: Link) => {
      image.src = door.base + (link.thumb ?? link.url);
    },
  };
}

function row({ name, size }: FileRef) {
  const anchor = make('a', 'display:block;overflow-wrap:anywhere;cursor:pointer');
  const kilobytes = Math.ceil(size / 1000);
  anchor.textContent = `📎 ${name} (${kilobytes < 1000 ? `${kilobytes} kB` : `${(size / 1e6).toFixed(1)} MB`})`;
  anchor.href = '#';
  return {
    whole: anchor,
    set: (door: FilesDoor, link: Link) => {
      anchor.href = door.base + link.url;
    },
  };
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
function enlarge(near: HTMLElement, door: FilesDoor, file: FileRef, link: Link): void {
  const dialog = make('dialog', 'padding:0;border:0;background:none;max-width:96vw;max-height:96vh');
  dialog.dataset.yk = 'large';
  dialog.setAttribute('aria-label', file.name);
  const button = make('button', 'padding:0;border:0;background:none;cursor:zoom-out');
  button.type = 'button';
  button.setAttribute('aria-label', file.name);
  const image = make('img', 'display:block;max-width:96vw;max-height:94vh;object-fit:contain');
  image.alt = file.name;
  image.src = door.base + link.url;
  button.append(image);
  button.addEventListener('click', () => dialog.close());
  // The panel would be closed by the same key.
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  dialog.addEventListener('close', () => dialog.remove());
  dialog.append(button);
  near.append(dialog);
  dialog.showModal();
}
