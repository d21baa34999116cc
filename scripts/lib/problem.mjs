/**
 * Something that went wrong and that the person at the keyboard can understand: one sentence saying what
 * failed and one saying what to do. Shown without a stack trace (YINGKE_DEBUG=1 shows it).
 */
export class Problem extends Error {
  /**
   * @param {string} what what failed, a full sentence
   * @param {{ advice?: string, details?: string, cause?: unknown }} [more] what to do; the tail of a tool's output
   */
  constructor(what, more = {}) {
    super(what, { cause: more.cause });
    this.name = 'Problem';
    this.advice = more.advice;
    this.details = more.details;
  }
}

/** What the system refused, in words. @param {NodeJS.ErrnoException} error */
function ofSystem(error) {
  if (error.code === 'ENOSPC') return 'The disk is full.';
  if (error.code === 'EROFS') return `${error.path ?? 'The disk'} can only be read.`;
  if (error.code === 'EACCES' || error.code === 'EPERM') {
    return `You have no permission for ${error.path ?? error.message}.`;
  }
  return undefined;
}

/**
 * Says an error in words for a person.
 * @param {unknown} error
 * @param {Record<string, string | undefined>} [env]
 * @returns {string} one or more lines, no newline at the end
 */
export function describe(error, env = process.env) {
  if (!(error instanceof Error)) return `Failed: ${String(error)}`;
  const lines = [];
  if (error instanceof Problem) {
    if (error.details) lines.push(error.details.trimEnd(), '');
    lines.push(`✗ ${error.message}`);
    if (error.advice) lines.push(`  ${error.advice}`);
  } else {
    lines.push(`✗ ${ofSystem(error) ?? `Something unexpected failed: ${error.message}`}`);
  }
  if (env.YINGKE_DEBUG) lines.push('', error.stack ?? '', ...(error.cause ? [String(error.cause)] : []));
  else if (!(error instanceof Problem)) lines.push('  Run it again with YINGKE_DEBUG=1 to see where.');
  return lines.join('\n');
}
