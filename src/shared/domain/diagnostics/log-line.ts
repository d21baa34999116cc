/**
 * What may stand in a log, of desk and hub alike: an event of our own words, and fields of this list, each in its shape. What is
 * in no list is left out, what has another shape is said to have been: no log of ours can hold a message, a name or a token,
 * whoever hands it over.
 */

/** Codes, names of ours, ids and routes: one word. */
const word = /^[\w.:/*-]{1,80}$/;
/** A place in our program: a function, a file and two numbers. */
const place = /^[\w.$<>[\] ]{0,80}\(?[\w./:-]{1,120}:\d+:\d+\)?$/;
const shapes = {
  fault: word,
  code: word,
  at: place,
  name: word,
  version: word,
  call: word,
  /** Or that it was none of ours. */
  event: /^[\w.:/*-]{1,80}$|^\(malformed\)$/,
  refusal: word,
  reason: word,
  state: word,
  how: word,
  why: word,
  field: word,
  failed: word,
  scene: word,
  sound: word,
  kind: word,
  step: word,
  url: word,
  actor: word,
  /** Of the network. */
  address: /^[0-9a-fA-F.:]{2,45}$|^console$/,
  /** Ids, numbers and the addresses of sites, a few of them. */
  subject: /^(?=.*\d)[\w.:/ -]{1,200}$|^https?:\/\/[\w.:-]{1,200}$/,
  /** Names of settings. */
  names: /^[\w. ]{1,300}$/,
} as const satisfies Readonly<Record<string, RegExp>>;

/** Numbers and yes or no can say nothing of anybody; these may be one. */
const measures = [
  ...['ms', 'count', 'messages', 'drafts', 'complete', 'inMemory', 'code', 'status', 'conversations'],
  ...['customers', 'writes', 'bytes', 'files', 'removed', 'number'],
] as const;

export type LogValue = string | number | boolean | null;
type TextField = keyof typeof shapes;
export type LogField = TextField | (typeof measures)[number];
/** Whoever hands over a field that is in no list does not compile. */
export type LogFields = { readonly [F in LogField]?: LogValue | undefined };

export const leftOut = '(left out)';

/** Of these fields, the ones that may be kept. */
export function keptFields(fields: Readonly<Record<string, unknown>>): Record<string, LogValue> {
  const kept: Record<string, LogValue> = {};
  for (const [name, value] of Object.entries(fields)) {
    const isText = Object.hasOwn(shapes, name);
    if (!isText && !(measures as readonly string[]).includes(name)) continue;
    if (value === null || typeof value === 'boolean') kept[name] = value;
    else if (typeof value === 'number') kept[name] = Number.isFinite(value) ? value : null;
    else if (typeof value === 'string')
      kept[name] = isText && shapes[name as TextField].test(value) ? value : leftOut;
  }
  return kept;
}

/** What may be said of a thrown value: its class, its code and where; never its message, which may quote anything. */
export function faultOf(error: unknown): { fault: string; code: string | null; at: string | null } {
  if (!(error instanceof Error)) return { fault: typeof error, code: null, at: null };
  const code = 'code' in error && typeof error.code === 'string' && word.test(error.code) ? error.code : null;
  return { fault: word.test(error.name) ? error.name : leftOut, code, at: placeIn(error) };
}

/** The first place of the stack. Its head is the message, which may look like one. */
function placeIn({ stack = '', message }: Error): string | null {
  const from = message === '' ? 0 : stack.indexOf(message);
  const rest = from < 0 ? '' : stack.slice(from + message.length);
  const line = rest.split('\n').find((each) => each.startsWith('    at '));
  const at = line?.trim().replace(/^at |\(?(?:file:\/\/|app:\/\/)?\/?\S*\/(?=[^/]+$)/g, '');
  return at !== undefined && place.test(at) ? at : null;
}

export const logLevels = ['error', 'warn', 'info'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Our own words: no sign that a token has, and nothing but what programs' events are called. */
const said = /^[a-z][\w ’'.,-]{0,80}$/iu;

/** A line of a log as it may leave this computer: what is no line of ours is not shown, whatever it is. */
export function checkedLine(line: string): string | null {
  if (line === '') return null;
  try {
    const { time, level, msg, ...fields } = JSON.parse(line) as Record<string, unknown>;
    const when = typeof time === 'number' && Number.isFinite(time) ? time : null;
    const how = levelOf(level);
    if (when === null || how === null || typeof msg !== 'string' || !said.test(msg)) return leftOut;
    return JSON.stringify({ time: new Date(when).toISOString(), level: how, msg, ...keptFields(fields) });
  } catch {
    // Such as what a crashing process says by itself.
    return leftOut;
  }
}

function levelOf(level: unknown): string | null {
  if (typeof level === 'number') return level >= 50 ? 'error' : level >= 40 ? 'warn' : 'info';
  return logLevels.find((one) => one === level) ?? null;
}
