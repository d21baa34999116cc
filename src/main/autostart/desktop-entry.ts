/**
 * The autostart entry of Linux desktops: a file of the XDG base directory and desktop entry specifications. What is in it is
 * read back as the desktop would read it, so that what somebody has changed there by other means counts.
 */

export const entryName = 'yingke-desk.desktop';

/** A command line as one text, by the quoting rules of `Exec`; null where it cannot be one. */
export function execOf(command: readonly string[]): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no desktop starts what has them.
  if (command.some((part) => /[\u0000-\u001f]/.test(part))) return null;
  return command.map(quoted).join(' ');
}

function quoted(part: string): string {
  const fields = part.replaceAll('%', '%%');
  if (fields !== '' && /^[\w@%+=:,./-]+$/.test(fields)) return fields;
  // Once for the quotes, and once more because every text of the file is unescaped first.
  return `"${fields.replaceAll(/["`$\\]/g, '\\$&').replaceAll('\\', '\\\\')}"`;
}

/** The file that starts `command`; null where it cannot be said. */
export function entryFor(command: readonly string[]): string | null {
  const exec = execOf(command);
  if (exec === null) return null;
  const lines = [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.0',
    'Name=Yingke',
    'Name[zh_CN]=迎客',
    'Comment=Desk for people who serve customers online',
    'Comment[zh_CN]=在线客服工作台',
    `Exec=${exec}`,
    'Icon=yingke-desk',
    'Terminal=false',
    'StartupNotify=false',
    'X-GNOME-Autostart-enabled=true',
  ];
  return `${lines.join('\n')}\n`;
}

/** Whether a desktop would start it, and what. */
export function readEntry(text: string): { readonly isOn: boolean; readonly exec: string | null } {
  const values = new Map<string, string>();
  let isOurs = false;
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('[')) isOurs = line.trim() === '[Desktop Entry]';
    const [, key, value] = /^([A-Za-z0-9-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (isOurs && key !== undefined && value !== undefined && !values.has(key)) values.set(key, value);
  }
  const isOff = values.get('Hidden') === 'true' || values.get('X-GNOME-Autostart-enabled') === 'false';
  const exec = values.get('Exec') ?? null;
  return { isOn: exec !== null && !isOff, exec };
}
