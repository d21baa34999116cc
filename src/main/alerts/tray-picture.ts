/** What the picture in the tray says beside the desk being there. */
export type TrayMark = 'none' | 'unread' | 'muted' | 'offline';

export type Ground = 'light' | 'dark';

/** Samples along one edge of a pixel: smooth edges. */
const fine = 4;

type Colour = readonly [red: number, green: number, blue: number];
const inks: Readonly<Record<Ground, Colour>> = { light: [38, 46, 42], dark: [240, 245, 242] };
const marks: Readonly<Record<Exclude<TrayMark, 'none'>, Colour>> = {
  unread: [214, 58, 46],
  muted: [217, 145, 20],
  offline: [130, 138, 134],
};

/**
 * The tray's picture as BGRA pixels, premultiplied, as Electron takes bitmaps: a speech bubble in the ink that is seen
 * on that ground, and a dot for what is to be known. Drawn here for every size, so it is sharp on every screen.
 */
export function trayPixels(size: number, ground: Ground, mark: TrayMark): Buffer {
  const pixels = Buffer.alloc(size * size * 4);
  const dot = mark === 'none' ? null : marks[mark];
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      let ofBubble = 0;
      let ofDot = 0;
      for (let i = 0; i < fine * fine; i += 1) {
        const u = (x + ((i % fine) + 0.5) / fine) / size;
        const v = (y + (Math.floor(i / fine) + 0.5) / fine) / size;
        if (dot !== null && inDot(u, v, 0.21)) ofDot += 1;
        // A gap around the dot keeps it apart from the bubble.
        else if (inBubble(u, v) && (dot === null || !inDot(u, v, 0.28))) ofBubble += 1;
      }
      put(pixels, (y * size + x) * 4, [inks[ground], ofBubble], [dot ?? inks[ground], ofDot]);
    }
  }
  return pixels;
}

function put(pixels: Buffer, at: number, ...parts: readonly (readonly [Colour, number])[]): void {
  const whole = fine * fine;
  for (const [[red, green, blue], samples] of parts) {
    const share = samples / whole;
    pixels[at] = (pixels[at] ?? 0) + Math.round(blue * share);
    pixels[at + 1] = (pixels[at + 1] ?? 0) + Math.round(green * share);
    pixels[at + 2] = (pixels[at + 2] ?? 0) + Math.round(red * share);
    pixels[at + 3] = (pixels[at + 3] ?? 0) + Math.round(255 * share);
  }
}

/** A rounded box with a tail at its lower left, and two lines of text left out of it. */
function inBubble(u: number, v: number): boolean {
  const isBox = inRounded(u, v, [0.06, 0.1, 0.94, 0.72], 0.18);
  const isTail = v >= 0.7 && v <= 0.94 && u >= 0.22 && u <= 0.22 + (0.94 - v) * 1.1;
  if (!isBox && !isTail) return false;
  const isLine = (top: number, end: number) => inRounded(u, v, [0.24, top, end, top + 0.09], 0.045);
  return !isLine(0.28, 0.76) && !isLine(0.45, 0.6);
}

function inDot(u: number, v: number, radius: number): boolean {
  return Math.hypot(u - 0.78, v - 0.76) <= radius;
}

function inRounded(
  u: number,
  v: number,
  [left, top, right, bottom]: readonly [number, number, number, number],
  radius: number,
): boolean {
  if (u < left || u > right || v < top || v > bottom) return false;
  const dx = Math.max(left + radius - u, u - (right - radius), 0);
  const dy = Math.max(top + radius - v, v - (bottom - radius), 0);
  return Math.hypot(dx, dy) <= radius;
}
