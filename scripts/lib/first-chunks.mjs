/** @typedef {{ getModuleInfo: (id: string) => { importedIds: string[] } | null }} Builder */

/**
 * The page's first script in two files and no more. Left to itself the builder makes a file of every few modules that a late
 * part uses too (17 once), and each is asked of main's thread, which is busy at that moment. Nor in one: what is larger than
 * the pipe between two processes (512 kB) is handed over in two goes, and the second waits for that same thread.
 * @param {string} page
 */
export function pageChunks(page) {
  const first = reach(page);
  return {
    includeDependenciesRecursively: false,
    groups: [
      { debugName: 'libraries', name: among('libraries', [first], /\/node_modules\//), priority: 2 },
      { debugName: 'first', name: among('first', [first]), priority: 1 },
    ],
  };
}

/**
 * What main loads behind the window, in four files instead of one for every few modules that hub or thread use too: each
 * file is five turns of a loop that Chromium's own work runs in between. What the cache's thread or the hub loads has nothing of
 * the window in it.
 * @param {{ index: string, wire: string, hub: string, worker: string }} programs
 */
export function mainChunks({ index, wire, hub, worker }) {
  const [first, desk, ofHub, ofWorker] = [reach(index), reach(wire), reach(hub), reach(worker)];
  return {
    includeDependenciesRecursively: false,
    groups: [
      {
        debugName: 'cache-terms',
        name: among('cache-terms', [desk, ofWorker, ofHub], /./, first),
        priority: 4,
      },
      { debugName: 'cache', name: among('cache', [desk, ofWorker], /./, first), priority: 3 },
      { debugName: 'terms', name: among('terms', [desk, ofHub], /./, first), priority: 2 },
      { debugName: 'wire', name: among('wire', [desk], /./, first), priority: 1 },
    ],
  };
}

/** @typedef {(builder: Builder) => ReadonlySet<string>} Reach */

/**
 * Names what is reached from all of these, looks like `what`, and is not reached from `but`.
 * @param {string} name
 * @param {readonly Reach[]} from
 * @param {RegExp} [what]
 * @param {Reach} [but]
 * @returns {(id: string, builder: Builder) => string | null}
 */
function among(name, from, what = /./, but = () => new Set()) {
  return (id, builder) =>
    from.every((reached) => reached(builder).has(id)) && what.test(id) && !but(builder).has(id) ? name : null;
}

/**
 * A module and what it imports, however far.
 * @param {string} start
 * @returns {Reach}
 */
function reach(start) {
  /** @type {Set<string> | null} */
  let reached = null;
  return (builder) => {
    if (reached !== null) return reached;
    reached = new Set([start]);
    for (const id of reached) {
      for (const next of builder.getModuleInfo(id)?.importedIds ?? []) reached.add(next);
    }
    return reached;
  };
}
