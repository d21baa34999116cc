import { execFileSync } from 'node:child_process';

/** Where packages put files; what the system rewrites with every installation is left out. */
const places = ['/etc', '/opt', '/usr', '/var/lib'];
const changing = [
  /^\/var\/lib\/(apt|yingke-dev)\//,
  /^\/var\/lib\/dpkg\/(status|available|diversions|statoverride|lock|triggers|updates|alternatives$|info$)/,
  /^\/var\/lib\/dpkg\/info\/format/,
  // Lists that the system makes of all programs, and their backups.
  /^\/usr\/share\/applications\/mimeinfo\.cache$/,
  /^\/usr\/share\/icons\/hicolor\/(icon-theme\.cache|\.icon-theme\.cache)$/,
  /\/__pycache__\//,
  /^\/etc\/(passwd|group|shadow|gshadow|subuid|subgid)-?$/,
];

/** Every file and folder of the system. */
export function filesOfSystem(): ReadonlySet<string> {
  const listed = execFileSync('find', [...places, '-xdev'], { encoding: 'utf8', maxBuffer: 256e6 });
  return new Set(
    listed.split('\n').filter((name) => name !== '' && !changing.some((pattern) => pattern.test(name))),
  );
}

export function difference(before: ReadonlySet<string>, after: ReadonlySet<string>) {
  return {
    left: [...after].filter((name) => !before.has(name)),
    lost: [...before].filter((name) => !after.has(name)),
  };
}
