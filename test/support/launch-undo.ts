/** What has to be undone at the end. Last things go first, and one that fails keeps no other from running. */
export type Undo = { readonly add: (task: () => unknown) => void; readonly all: () => Promise<void> };

export function undoList(): Undo {
  const tasks: (() => unknown)[] = [];
  return {
    add: (task) => {
      tasks.push(task);
    },
    all: async () => {
      for (let task = tasks.pop(); task; task = tasks.pop()) {
        try {
          await task();
        } catch (error) {
          process.stderr.write(`While cleaning up: ${error}\n`);
        }
      }
    },
  };
}
