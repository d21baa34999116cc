/**
 * What has to be undone when the program ends, however it ends: children, displays, locks, half-written
 * folders. Things are undone in the reverse order of their making.
 */

/** @type {Set<() => void | Promise<void>>} */
const tasks = new Set();
let running = /** @type {Promise<void> | undefined} */ (undefined);
let listening = false;
let signalled = false;

/** Whether somebody asked us to stop: what fails from then on fails because of that. */
export const stopping = () => signalled;

const signals = /** @type {const} */ ({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 });

/**
 * Remembers something to undo. Returns a function that forgets it (without doing it).
 * @param {() => void | Promise<void>} task
 */
export function atEnd(task) {
  listen();
  tasks.add(task);
  return () => void tasks.delete(task);
}

/** Undoes everything now; a task that fails or hangs (5 s) does not keep the others from running. */
export async function cleanUp() {
  running ??= (async () => {
    for (const task of [...tasks].reverse()) {
      tasks.delete(task);
      await Promise.race([
        Promise.resolve()
          .then(task)
          .catch(() => {}),
        delay(5000),
      ]);
    }
    running = undefined;
  })();
  await running;
}

/** @param {number} ms */
function delay(ms) {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}

function listen() {
  if (listening) return;
  listening = true;
  for (const [name, number] of Object.entries(signals)) {
    process.on(name, () => {
      signalled = true;
      process.exitCode = 128 + number;
      void cleanUp().then(() => process.exit(128 + number));
    });
  }
}
