import { closeSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** One file is so large, and so many older ones are kept beside it. */
const usual = { largest: 10_000_000, older: 9 };

/**
 * Lines into a file that is put aside when it is full: `hub.log`, `hub.log.1` (the last), and so on. Written at once: what is said
 * just before a crash is what one wants to read. A disk that refuses stops the log, not the hub.
 */
export function rotatingFile(path: string, { largest, older } = usual): { write: (line: string) => void } {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  let file = openSync(path, 'a', 0o600);
  let size = statSync(path).size;

  function rotate(): void {
    closeSync(file);
    rmSync(`${path}.${older}`, { force: true });
    for (let number = older - 1; number >= 0; number--) {
      try {
        renameSync(number === 0 ? path : `${path}.${number}`, `${path}.${number + 1}`);
      } catch {
        // There is none of that number yet.
      }
    }
    file = openSync(path, 'a', 0o600);
    size = 0;
  }

  return {
    write: (line) => {
      try {
        if (size > 0 && size + line.length > largest) rotate();
        size += writeSync(file, line);
      } catch {
        // A full disk: what the hub does is more than what it says.
      }
    },
  };
}
