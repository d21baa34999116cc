import { Problem } from './problem.mjs';

/**
 * Reads `--name value`, `--name=value` and `--flag`; what is not known is refused, not passed over.
 * @param {readonly string[]} list
 * @param {{ values?: readonly string[], flags?: readonly string[], usage: string }} known names without dashes
 * @returns {Record<string, string | true>}
 */
export function readArguments(list, known) {
  /** @type {Record<string, string | true>} */
  const read = {};
  const rest = [...list];
  while (rest.length > 0) {
    const argument = rest.shift() ?? '';
    const [, name = '', , inline] = /^--([a-z-]+)(=(.*))?$/.exec(argument) ?? [];
    if (known.flags?.includes(name) && inline === undefined) {
      read[name] = true;
    } else if (known.values?.includes(name)) {
      const value = inline ?? rest.shift();
      if (value === undefined || value === '') {
        throw new Problem(`${argument} needs a value.`, { advice: `Usage: ${known.usage}` });
      }
      read[name] = value;
    } else {
      throw new Problem(`“${argument}” is not understood.`, { advice: `Usage: ${known.usage}` });
    }
  }
  return read;
}

/**
 * @param {string | true | undefined} value
 * @returns {number | undefined} a TCP port, 0 for any free one
 */
export function portOf(value) {
  if (value === undefined) return undefined;
  const port = Number(value);
  if (value === true || !/^\d+$/.test(value) || port > 65_535) {
    throw new Problem(`“${value}” is no port.`, {
      advice: 'A port is a number from 0 (any free one) to 65535.',
    });
  }
  return port;
}
