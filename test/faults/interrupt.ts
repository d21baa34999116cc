/** What has to be undone when somebody stops the bench in the middle, last things first. */
const tasks: (() => Promise<void> | void)[] = [];

/** The answer forgets it: it was undone in the ordinary way. */
export function onInterrupt(task: () => Promise<void> | void): () => void {
  tasks.push(task);
  return () => {
    const at = tasks.indexOf(task);
    if (at >= 0) tasks.splice(at, 1);
  };
}

export async function interrupt(): Promise<void> {
  for (let task = tasks.pop(); task; task = tasks.pop()) await task();
}
