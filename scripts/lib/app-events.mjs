/**
 * What the app says to whoever started it: lines `YINGKE {"event":…}` on its standard output.
 * @typedef {{ event: 'ready', shop?: string | null, hub?: string | null, accounts?: string | null }
 *   | { event: 'second-instance' } | { event: 'failed', code?: string, message?: string }} AppEvent
 */

const prefix = 'YINGKE ';

/** @param {string} line @returns {AppEvent | undefined} undefined: an ordinary line, for the log */
export function readEvent(line) {
  if (!line.startsWith(prefix)) return undefined;
  try {
    const value = JSON.parse(line.slice(prefix.length));
    return typeof value?.event === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The lines a person reads when it is up.
 * @param {string} what
 * @param {Extract<AppEvent, { event: 'ready' }>} event
 * @param {{ data?: string, log?: string, screenshot?: string }} [places]
 */
export function greeting(what, event, places = {}) {
  const rows = [
    event.shop && ['Demo shop', `${event.shop}   open it in a browser and write`],
    event.hub && ['Hub', event.hub],
    event.accounts && ['Accounts', event.accounts],
    places.data && ['Data', places.data],
    places.log && ['Log', places.log],
    places.screenshot && [
      'Screenshot',
      `${places.screenshot}   (no display here, so the window is on a virtual one)`,
    ],
  ].filter((row) => Array.isArray(row));
  const width = Math.max(...rows.map(([label]) => label?.length ?? 0));
  return [
    `✓ ${what} is running. Ctrl+C ends it.`,
    ...rows.map(([label, text]) => `  ${label?.padEnd(width)}  ${text}`),
  ];
}

/**
 * Cuts a stream of text into lines.
 * @param {(line: string) => void} onLine
 */
export function lineReader(onLine) {
  let rest = '';
  return {
    /** @param {string | Buffer} chunk */
    push(chunk) {
      const lines = (rest + String(chunk)).split(/\r?\n/);
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    },
    end() {
      if (rest) onLine(rest);
      rest = '';
    },
  };
}
