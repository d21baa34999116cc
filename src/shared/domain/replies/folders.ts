/** A folder, with all that is below it counted. */
export type FolderNode = {
  readonly path: string;
  readonly name: string;
  readonly count: number;
  readonly below: readonly FolderNode[];
};

/** The tree that the paths of replies make: a folder is there as long as something is in it. */
export function folderTree(
  paths: readonly string[],
  compare: (a: string, b: string) => number,
): readonly FolderNode[] {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const names = path.split('/');
    for (let depth = 1; depth <= names.length && path !== ''; depth += 1) {
      const upTo = names.slice(0, depth).join('/');
      counts.set(upTo, (counts.get(upTo) ?? 0) + 1);
    }
  }
  const below = (parent: string): FolderNode[] =>
    [...counts]
      .filter(([path]) => parentOf(path) === parent)
      .map(([path, count]) => ({ path, name: nameOf(path), count, below: below(path) }))
      .sort((a, b) => compare(a.name, b.name));
  return below('');
}

/** Whether it is that folder or one below it. */
export function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** As people write it: spaces around the bars do not count. */
export function tidyFolder(written: string): string {
  return written
    .split('/')
    .map((name) => name.trim())
    .filter(Boolean)
    .join('/');
}

/** The path after the folder `from` was renamed to `to`. */
export function movedPath(path: string, from: string, to: string): string {
  return isWithin(path, from) ? tidyFolder(`${to}/${path.slice(from.length)}`) : path;
}

function parentOf(path: string): string {
  const at = path.lastIndexOf('/');
  return at < 0 ? '' : path.slice(0, at);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
