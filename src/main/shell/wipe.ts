import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { app } from 'electron';
import type { Flags } from '../flags.ts';
import { fill, textsFor } from '../locales/texts.ts';
import { say } from '../report.ts';
import { localeFor } from '../settings/settings.ts';
import { type Wiped, wipeData } from '../settings/wipe.ts';

/** What the program ends with; 0: nothing is left. */
const codes = { left: 1, not_confirmed: 2, running: 3, refused: 4 } as const;

/** `--wipe`: asks, removes, says what became of it in words and as a line for programs, and ends. */
export async function wipeAndEnd(
  flags: Flags,
  { confirmed }: { readonly confirmed: boolean },
): Promise<void> {
  if (flags.data !== null) app.setPath('userData', resolve(flags.data));
  const dir = app.getPath('userData');
  const words = textsFor(flags.lang ?? localeFor(systemLanguage())).wipe;
  const tell = (text: string): void => void process.stderr.write(`${text}\n`);
  const stop = (code: 'not_confirmed' | 'running' | 'refused', message: string): void => {
    tell(message);
    say({ event: 'failed', code, message });
    end(codes[code]);
  };

  // Held until the end, so that no desk opens meanwhile.
  if (existsSync(dir) && !app.requestSingleInstanceLock()) return stop('running', words.running);
  if (!confirmed) {
    if (!process.stdin.isTTY) return stop('not_confirmed', words.unasked);
    const answer = await ask(fill(words.ask, { dir }));
    if (answer !== words.yes && answer !== 'yes') return stop('refused', words.refused);
  }

  const wiped = wipeData(dir);
  for (const line of report(wiped, dir, words)) tell(line);
  say({ event: 'wiped', ...wiped });
  end(wiped.failed.length === 0 ? 0 : codes.left);
}

/** Gives the lock back by itself: before Electron is ready it leaves its files in the data folder. */
function end(code: number): void {
  app.releaseSingleInstanceLock();
  app.exit(code);
}

function report(
  { removed, kept, failed }: Wiped,
  dir: string,
  words: ReturnType<typeof textsFor>['wipe'],
): string[] {
  const names = (of: readonly string[]) => of.join(', ');
  return [
    removed.length === 0 ? fill(words.nothing, { dir }) : fill(words.removed, { names: names(removed) }),
    ...(kept.length === 0 ? [] : [fill(words.kept, { names: names(kept) })]),
    ...failed.map((one) => fill(words.failed, one)),
  ];
}

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    // The end of what is typed is no answer, and no question is left open.
    const ended = once(terminal, 'close').then(() => '');
    return (await Promise.race([terminal.question(question), ended])).trim().toLowerCase();
  } finally {
    terminal.close();
  }
}

/** Electron knows the system's only once it is ready, which it never is here. */
function systemLanguage(): string {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale;
}
