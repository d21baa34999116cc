import type { SceneId } from '#shared/domain/training/script.ts';

/** Flags of ours that say where and with whom this desk works; a training has others. */
const ours = ['--data', '--host', '--demo', '--port', '--hub', '--lang', '--cache-policy', '--training'];
/** Those that another process cannot share. */
const unshared = ['--remote-debugging-port', '--remote-debugging-pipe', '--inspect', '--inspect-brk'];

export type TrainingPlace = {
  readonly scene: SceneId;
  /** A folder of its own. */
  readonly data: string;
  readonly lang: string;
};

/**
 * Arguments of a desk for training (A15): the switches that this one was started with, a hub of its own inside it, and
 * none of what this one works with.
 *
 * @param argv what follows the program, and the app's folder where there is one
 */
export function trainingArgs(argv: readonly string[], { scene, data, lang }: TrainingPlace): string[] {
  const kept: string[] = [];
  for (let at = 0; at < argv.length; at += 1) {
    const [flag = '', value] = (argv[at] ?? '').split('=', 2);
    if (!flag.startsWith('--')) continue;
    const next = argv[at + 1];
    // A value that stands by itself belongs to the flag before it.
    const hasValue = value === undefined && next !== undefined && !next.startsWith('--');
    const isKept = !ours.includes(flag) && !unshared.includes(flag);
    if (isKept) kept.push(argv[at] ?? '', ...(hasValue ? [next] : []));
    if (hasValue) at += 1;
  }
  return [...kept, '--host', '--demo', '--training', scene, '--data', data, '--lang', lang];
}
