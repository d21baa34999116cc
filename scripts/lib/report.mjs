/**
 * One line for each thing that was done. While a long step runs: on a terminal a line that is rewritten with
 * the seconds (and the percentage where it is known), elsewhere a plain line every ten seconds.
 */

/**
 * @typedef {{
 *   note: (text: string) => void,
 *   fraction: (done: number) => void,
 *   done: (what: string) => void,
 *   same: () => void,
 *   fail: () => void,
 * }} Step
 */

/** @param {number} ms */
export function seconds(ms) {
  return ms < 9950 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`;
}

/**
 * @param {{ name: string, started: number, note?: string, fraction?: number }} step
 * @param {number} now milliseconds
 */
export function statusOf(step, now) {
  const parts = [step.name, `${Math.floor((now - step.started) / 1000)} s`];
  if (step.fraction !== undefined) parts.push(`${Math.floor(step.fraction * 100)} %`);
  if (step.note) parts.push(step.note);
  return parts.join(', ');
}

/**
 * @param {{ write: (text: string) => unknown, isTTY?: boolean, columns?: number }} [out]
 * @param {() => number} [clock] milliseconds
 */
export function createReport(out = process.stdout, clock = () => performance.now()) {
  /** @type {Set<{ name: string, started: number, said: number, note?: string, fraction?: number }>} */
  const open = new Set();
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  let drawn = false;
  let lines = 0;

  const erase = () => {
    if (drawn) out.write('\r\u001b[2K');
    drawn = false;
  };
  const tick = () => {
    const now = clock();
    if (out.isTTY) {
      erase();
      const text = `… ${[...open].map((step) => statusOf(step, now)).join(' · ')}`;
      out.write(text.slice(0, (out.columns || 80) - 1));
      drawn = true;
      return;
    }
    for (const step of open) {
      if (now - step.said < 10_000) continue;
      step.said = now;
      out.write(`  … ${statusOf(step, now)}\n`);
    }
  };
  const settle = () => {
    if (open.size > 0 || timer === undefined) return;
    clearInterval(timer);
    timer = undefined;
  };

  return {
    /** How many lines of work done were printed: 0 means that nothing had to be done. */
    get lines() {
      return lines;
    },
    /** @param {string} text */
    line(text) {
      erase();
      out.write(`${text}\n`);
    },
    /**
     * @param {string} name
     * @returns {Step}
     */
    start(name) {
      const now = clock();
      const step = { name, started: now, said: now };
      open.add(step);
      timer ??= setInterval(tick, out.isTTY ? 250 : 1000).unref();
      /** @param {string} [text] */
      const close = (text) => {
        if (!open.delete(step)) return;
        erase();
        if (text !== undefined) {
          lines += 1;
          out.write(`${text}\n`);
        }
        settle();
      };
      return {
        note: (text) => Object.assign(step, { note: text }),
        fraction: (done) => Object.assign(step, { fraction: done }),
        done: (what) => close(`✓ ${name}: ${what} (${seconds(clock() - step.started)})`),
        same: () => close(),
        fail: () => close(),
      };
    },
  };
}

/** @typedef {ReturnType<typeof createReport>} Report */
